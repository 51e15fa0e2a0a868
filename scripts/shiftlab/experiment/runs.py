"""The runs of an experiment, what determines each, and which of them belong together."""

from typing import NamedTuple

from shiftlab.networks import contract


class Run(NamedTuple):
    """A dataset, an architecture and a seed, trained once."""

    dataset: str
    architecture: str
    seed: int

    def title(self):
        """Return the run's name in figures."""
        return f"{self.architecture} trained on {self.dataset}, seed {self.seed}"


def all_runs(experiment):
    """Return every Run, by dataset, then architecture, then seed, in the order of the configuration."""
    return [
        Run(dataset, architecture, seed)
        for dataset in experiment.datasets
        for architecture in experiment.architectures
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


def settings(experiment, run):
    """Return everything in the configuration that determines a run: a mapping of JSON's types.

    Its keys: dataset, frame, placement, classes (their number, so that renaming one retrains nothing),
    architecture, options, seed, training and normalisation.
    """
    dataset, architecture = experiment.datasets[run.dataset], experiment.architectures[run.architecture]
    return {
        "dataset": run.dataset,
        "frame": dataset.frame,
        "placement": dataset.placement,
        "classes": len(experiment.source_of(run.dataset).classes),
        "architecture": run.architecture,
        "options": dict(architecture.options),
        "seed": run.seed,
        "training": architecture.training.model_dump(),
        "normalisation": experiment.normalisation.model_dump(),
    }


def front_end_options(experiment, architecture):
    """Return the options that an architecture's front end accepts."""
    return contract.options_of("front_end", architecture, experiment.architectures[architecture].options)


def alike(experiment, dataset):
    """Return the datasets on which a network trained on `dataset` can be tested, `dataset` first.

    They share its frame and its classes.
    """

    def key(name):
        return experiment.datasets[name].frame, experiment.source_of(name).classes

    return [dataset, *(name for name in experiment.datasets if name != dataset and key(name) == key(dataset))]


def transfers(experiment):
    """Return all pairs (run, dataset on which it is tested)."""
    return [(run, dataset) for run in all_runs(experiment) for dataset in alike(experiment, run.dataset)]
