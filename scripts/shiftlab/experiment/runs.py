"""The runs of an experiment, and what determines each."""

from typing import NamedTuple

from shiftlab.experiment import labels, related_datasets
from shiftlab.networks import contract


class Run(NamedTuple):
    """A dataset, an architecture and a seed, trained once; or what readers see of them, see labels.shown."""

    dataset: str
    architecture: str
    seed: int


def all_runs(experiment):
    """Return every Run but the small ones, by dataset, architecture and seed, in the order configured."""
    return [run for run in _every_run(experiment) if not related_datasets.is_small(experiment, run.dataset)]


def small_runs(experiment):
    """Return the runs on small datasets, which show what accuracy costs in examples."""
    return [run for run in _every_run(experiment) if related_datasets.is_small(experiment, run.dataset)]


def _every_run(experiment):
    return [
        Run(dataset, architecture, seed)
        for dataset in experiment.datasets
        for architecture in experiment.architectures
        if dataset in related_datasets.trained(experiment)
        and related_datasets.trained_as(experiment, dataset, architecture) == dataset
        for seed in experiment.seeds
    ]


def drawn_runs(experiment):
    """Return the runs that get figures and synthesized images."""
    seeds = experiment.seeds if experiment.figures == "all" else experiment.seeds[:1]
    return [run for run in all_runs(experiment) if run.seed in seeds]


def notebook_runs(experiment):
    """Return the runs that reproduce the notebook's learning curve, one per seed or none."""
    return [
        run
        for run in all_runs(experiment)
        if run[:2] == ("shifted", "two_full") and experiment.source_of("shifted").kind == "fashion_mnist"
    ]


def data(experiment, dataset):
    """Return everything that determines the frames of a dataset, given its source: of JSON's types.

    Its keys: dataset, frame, garment (height and width), placement, background, training_garments (their
    number, None for all), passes (how often an epoch goes through them) and classes (their number, so that
    renaming one retrains nothing).
    """
    own, source = experiment.datasets[dataset], experiment.source_of(dataset)
    return {
        "dataset": dataset,
        "frame": own.frame,
        "garment": list(source.training_shape[1:]),
        "placement": own.placement,
        "background": own.background,
        "training_garments": own.training_garments,
        "passes": own.passes,
        "classes": len(source.classes),
    }


def settings(experiment, run):
    """Return everything in the configuration that determines a run: a mapping of JSON's types.

    What `data` returns, and architecture, options, seed, training (learning_rate, schedule, momentum,
    batch_size, epochs, precision) and normalisation (mean, std).
    """
    architecture = experiment.architectures[run.architecture]
    return data(experiment, run.dataset) | {
        "architecture": run.architecture,
        "options": dict(architecture.options),
        "seed": run.seed,
        "training": architecture.training.model_dump(),
        "normalisation": experiment.normalisation.model_dump(),
    }


def front_end_options(experiment, architecture):
    """Return the options that an architecture's front end accepts."""
    return contract.options_of("front_end", architecture, experiment.architectures[architecture].options)


def tests(experiment):
    """Return all pairs (run, dataset on which it is tested); an invariant network needs no two placements."""
    every = all_runs(experiment)
    # Once for each network, as planning calls this often and there may be hundreds of seeds.
    tested = {network: _tested(experiment, *network) for network in {run[:2] for run in every}}
    return [(run, dataset) for run in every for dataset in tested[run[:2]]]


def _tested(experiment, dataset, architecture):
    """Return the datasets on which a network is tested, its own first."""
    found = {}
    for name in related_datasets.alike(experiment, dataset):
        seen = labels.placement_shown(experiment, name, architecture)
        found.setdefault((experiment.datasets[name].source, seen), name)
    return list(found.values())


def transfers(experiment):
    """Return the pairs of `tests` in which the test frames are black behind the garment."""
    return [(run, name) for run, name in tests(experiment) if experiment.datasets[name].background == "black"]


def robustness_tests(experiment):
    """Return the pairs of `tests` in which the test frames are the run's own, or not black.

    None if all are black.
    """
    pairs = tests(experiment)
    chosen = [
        (run, name)
        for run, name in pairs
        if name == run.dataset or experiment.datasets[name].background != "black"
    ]
    return chosen if any(experiment.datasets[name].background != "black" for _, name in chosen) else []
