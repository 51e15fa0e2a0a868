"""What an experiment produces: the figures of each run, the tables, the subject of the handout."""

from shiftlab.experiment import runs
from shiftlab.networks import contract

# The names of all figures: of each dataset, of each run (those that suit its network), of all runs.
FIGURES_OF_DATASET = ("samples",)
FIGURES_OF_RUN = (
    *("learning_curve", "confusion_counts", "confusion_rates", "classified", "class_images", "controls"),
    *("class_maps", "neuron_images", "stripes", "kernels", "output_weights"),
)
COMPARISONS = (
    *("learning_curves", "translation_maps", "accuracy_by_distance", "ripple", "transfer", "networks"),
    *("three_offsets", "equivariance"),
)
# The names of all tables; the last two say what is compared with the notebook, and over the seeds.
TABLES = (
    *("accuracy", "translation", "ripple", "transfer", "stripes", "equivariance", "networks"),
    *("reproduction", "summary"),
)
# Some figures have the name of a table.
NAMES = tuple(dict.fromkeys(FIGURES_OF_DATASET + FIGURES_OF_RUN + COMPARISONS + TABLES))


def sees_frame(operators):
    """Say whether one of a network's `operators` acts on the frame, so that its weights may be striped."""
    return any(operator["sees_frame"] for operator in operators)


def figures_of_run(operators, neurons):
    """Return the names of the figures that make sense for a network.

    operators: as networks.operators.describe returns them. neurons: how many of each get an image.
    """
    roles = {(operator["role"], operator["kind"]) for operator in operators}
    makes_sense = {
        "neuron_images": neurons > 0 and any(role == "hidden" for role, _ in roles),
        "stripes": sees_frame(operators),
        "kernels": any(operator["kind"] == "convolution" for operator in operators),
        "output_weights": ("output", "linear") in roles,
    }
    return [name for name in FIGURES_OF_RUN if makes_sense.get(name, True)]


def comparisons(featured):
    """Return the names of the figures of all runs. featured: whether there are features to compare."""
    return [name for name in COMPARISONS if featured or name != "equivariance"]


def summarised_tables(striped, featured):
    """Return the names of the tables summarised over the seeds.

    striped: whether there are stripes. featured: whether there are features to compare.
    """
    some = {"stripes": striped, "equivariance": featured}
    return ["accuracy", "translation", "ripple", "transfer", *(name for name in some if some[name])]


def numbered_tables(experiment, striped, featured):
    """Return the names of the tables whose numbers a text may name."""
    reproduction = ["reproduction"] if runs.notebook_runs(experiment) else []
    return [*summarised_tables(striped, featured), *reproduction]


def all_tables(experiment, striped, featured):
    """Return the names of all tables."""
    summary = ["summary"] if len(experiment.seeds) > 1 else []
    return [*numbered_tables(experiment, striped, featured), "networks", *summary]


def main_dataset(experiment):
    """Return the dataset that the handout is about: the first with uniform offsets, else the first."""
    uniform = (name for name, dataset in experiment.datasets.items() if dataset.placement == "uniform")
    return next(uniform, next(iter(experiment.datasets)))


def live_runs(experiment):
    """Return the runs among which a reader of the page chooses, all tested on the same garments."""
    main = main_dataset(experiment)
    source = experiment.datasets[main].source
    datasets = [name for name in runs.alike(experiment, main) if experiment.datasets[name].source == source]
    return [
        run
        for dataset in datasets
        for run in runs.all_runs(experiment)
        if (run.dataset, run.seed) == (dataset, experiment.seeds[0])
    ]


def live_networks(experiment):
    """Return the names of the live_runs on the page: in links ("name") and in menus ("title")."""
    return [
        {"name": f"{run.dataset}/{run.architecture}", "title": f"{run.architecture} trained on {run.dataset}"}
        for run in live_runs(experiment)
    ]


def numbered_settings(experiment):
    """Return the settings of each architecture that are a number or a word: {architecture: {key: value}}."""
    return {
        name: {
            key: value
            for section in (architecture.training, architecture.synthesis)
            for key, value in section.model_dump().items()
            if isinstance(value, int | float | str) and not isinstance(value, bool)
        }
        for name, architecture in experiment.architectures.items()
    }


def handout_facts(experiment):
    """Return the facts of the configuration for the handout's text, see handout.template.context."""
    main = main_dataset(experiment)
    architectures = list(experiment.architectures)
    return {
        "datasets": {name: experiment.datasets[name].placement for name in runs.alike(experiment, main)},
        "architectures": architectures,
        "learned": [name for name in architectures if not contract.has_front_end(name)],
        "seed": f"seed{experiment.seeds[0]}",
        "seeds": len(experiment.seeds),
        "word": "garment" if experiment.source_of(main).kind == "fashion_mnist" else "image",
    }
