"""Which datasets of an experiment belong together, by the names that the configuration gives them."""

from shiftlab.networks import contract


def trained(experiment):
    """Return the names of the datasets on which networks are trained."""
    return [name for name, dataset in experiment.datasets.items() if not dataset.test_only]


def is_small(experiment, name):
    """Say whether another dataset is the same, but with more training garments."""
    own = experiment.datasets[name]
    if own.training_garments is None:
        return False
    return any(
        own.apart_from_size == other.apart_from_size
        and (other.training_garments is None or other.training_garments > own.training_garments)
        for other in experiment.datasets.values()
    )


def full_size(experiment, name):
    """Return the dataset that is the same as a small one, with all garments; `name` if it is not small."""
    own = experiment.datasets[name].apart_from_size
    same = (other for other, dataset in experiment.datasets.items() if dataset.apart_from_size == own)
    return next(other for other in same if not is_small(experiment, other))


def trained_as(experiment, dataset, architecture):
    """Return the dataset on which an architecture is trained that serves `dataset`.

    An invariant network serves all placements of the same garments in a black frame: it is trained on the
    first uniform one, or the first.
    """
    own = experiment.datasets[dataset]
    if own.background != "black" or own.test_only or not contract.is_invariant(architecture):
        return dataset
    same = [
        name
        for name in trained(experiment)
        if experiment.datasets[name].apart_from_size_and_placement == own.apart_from_size_and_placement
        and experiment.datasets[name].training_garments == own.training_garments
    ]
    return next((name for name in same if experiment.datasets[name].placement == "uniform"), same[0])


def alike(experiment, dataset):
    """Return the datasets on which a network trained on `dataset` can be tested, `dataset` first.

    They share its frame and its classes, and are not small.
    """

    def key(name):
        return experiment.datasets[name].frame, experiment.source_of(name).classes

    others = [name for name in experiment.datasets if name != dataset and not is_small(experiment, name)]
    return [dataset, *(name for name in others if key(name) == key(dataset))]
