"""What readers see of the runs of an experiment: labels of networks, and names of datasets."""

from shiftlab.experiment import related_datasets
from shiftlab.networks import contract

ANY_PLACEMENT = "any placement"


def shown(experiment, run):
    """Return the Run as readers see it: its network's label, and its dataset or "any placement"."""
    return run._replace(
        dataset=placement_shown(experiment, run.dataset, run.architecture),
        architecture=experiment.architectures[run.architecture].label,
    )


def identity(experiment, run):
    """Return the first columns of a run's rows in tables: what readers see, then the names in paths."""
    seen = shown(experiment, run)
    return {"network": seen.architecture, "trained_on": seen.dataset} | run._asdict()


def network(experiment, run):
    """Return the name of a run's network: "CNN, trained on shifted" or "scattering, any placement"."""
    seen = shown(experiment, run)
    return f"{seen.architecture}, {trained_on(seen.dataset)}"


def trained_on(dataset):
    """Return what is said of the dataset of a network, given it as readers see it."""
    return dataset if dataset.startswith(ANY_PLACEMENT) else f"trained on {dataset}"


def placement_shown(experiment, dataset, architecture):
    """Return what readers see of the dataset of a run, or of one on which it is tested.

    Of an invariant network, it is "any placement" or, if there are several kinds of garments or frames, "any
    placement of DATASET".
    """
    name = related_datasets.full_size(experiment, dataset)
    if experiment.datasets[name].background != "black" or not contract.is_invariant(architecture):
        return name
    kinds = {
        related_datasets.trained_as(experiment, other, architecture)
        for other in related_datasets.trained(experiment)
        if experiment.datasets[other].background == "black"
        and not related_datasets.is_small(experiment, other)
    }
    of = f" of {related_datasets.trained_as(experiment, name, architecture)}" if len(kinds) > 1 else ""
    return ANY_PLACEMENT + of
