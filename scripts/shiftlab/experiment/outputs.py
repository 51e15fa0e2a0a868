"""What an experiment produces: the figures of each run, the tables, the subject of the handout."""

from shiftlab.experiment import labels, related_datasets, runs
from shiftlab.networks import contract

# The names of all figures: of each dataset, of each run (those that suit its network), of all runs.
FIGURES_OF_DATASET = ("samples",)
FIGURES_OF_RUN = (
    *("learning_curve", "confusion_counts", "confusion_rates", "classified", "class_images", "controls"),
    *("class_maps", "neuron_images", "stripes", "kernels", "output_weights"),
)
COMPARISONS = (
    *("learning_curves", "translation_maps", "accuracy_by_distance", "ripple", "transfer", "networks"),
    *("surprise", "three_offsets", "robustness", "examples", "equivariance"),
    *("wavelets", "convolved", "coefficients", "deformation"),
)
# The names of all tables; the last two say what is compared with the notebook, and over the seeds.
TABLES = (
    *("accuracy", "translation", "ripple", "transfer", "robustness", "examples", "stripes", "equivariance"),
    *("deformation", "networks", "comparisons", "reproduction", "summary"),
)
# The network whose wavelets are drawn, and the one with which the page compares it.
SCATTERING, FOURIER = "scattering_two_full", "fourier_modulus_two_full"
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


def comparisons(experiment, measured):
    """Return the names of the figures of all runs. measured: as in `all_tables`."""
    return [name for name in COMPARISONS if _makes_sense(experiment, measured, name)]


def _makes_sense(experiment, measured, name):
    """Say whether an experiment has what a figure or a table of all runs shows."""
    match name:
        case "stripes" | "equivariance":
            return name in measured
        case "deformation":
            return any(map(contract.has_front_end, experiment.architectures))
        case "wavelets" | "convolved" | "coefficients":
            return SCATTERING in experiment.architectures
        case "robustness":
            return bool(runs.robustness_tests(experiment))
        case "examples":
            return bool(runs.small_runs(experiment))
        case "reproduction":
            return bool(runs.notebook_runs(experiment))
        case "summary":
            return len(experiment.seeds) > 1
    return True


def summarised_tables(experiment, measured):
    """Return the names of the tables summarised over the seeds. measured: as in `all_tables`."""
    tables = ("accuracy", "translation", "ripple", "transfer", "robustness", "examples")
    return [name for name in (*tables, "stripes", "equivariance") if _makes_sense(experiment, measured, name)]


def numbered_tables(experiment, measured):
    """Return the names of the tables whose numbers a text may name. measured: as in `all_tables`."""
    others = ("deformation", "comparisons", "reproduction")
    made = [name for name in others if _makes_sense(experiment, measured, name)]
    return summarised_tables(experiment, measured) + made


def all_tables(experiment, measured):
    """Return the names of all tables. measured: which of stripes and equivariance some network has."""
    return [name for name in TABLES if _makes_sense(experiment, measured, name)]


def main_dataset(experiment):
    """Return the dataset that the handout is about: the first with uniform offsets, else the first.

    Of those that are not small, and on which networks are trained.
    """
    trained = related_datasets.trained(experiment)
    candidates = [name for name in trained if not related_datasets.is_small(experiment, name)]
    uniform = (name for name in candidates if experiment.datasets[name].placement == "uniform")
    return next(uniform, candidates[0])


def compared_datasets(experiment):
    """Return the datasets that the handout compares, the main one first: alike, trained on, and black."""
    return [
        name
        for name in related_datasets.alike(experiment, main_dataset(experiment))
        if name in related_datasets.trained(experiment) and experiment.datasets[name].background == "black"
    ]


def live_runs(experiment):
    """Return the runs among which a reader of the page chooses, all tested on the same garments."""
    source = experiment.datasets[main_dataset(experiment)].source
    datasets = [name for name in compared_datasets(experiment) if experiment.datasets[name].source == source]
    return [
        run
        for dataset in datasets
        for run in runs.all_runs(experiment)
        if (run.dataset, run.seed) == (dataset, experiment.seeds[0])
    ]


def live_networks(experiment):
    """Return what the page says of the live_runs: their name in links, their title in menus, if invariant."""
    return [
        {
            "name": f"{run.dataset}/{run.architecture}",
            "title": labels.network(experiment, run),
            "invariant": contract.is_invariant(run.architecture),
        }
        for run in live_runs(experiment)
    ]


def live_computed(experiment, architecture):
    """Return the run of an architecture with whose weights the page computes: a list of one, or of none."""
    main = main_dataset(experiment)
    return [run for run in live_runs(experiment) if (run.dataset, run.architecture) == (main, architecture)]


def has_page_convolutions(operators, frame):
    """Say whether a network begins with the layers that workflow/handout/convolutions.js computes.

    Those of architectures/two_conv_two_full.py: twice a convolution with kernels of 5x5 and pooling by 2.
    operators: as networks.operators.describe returns them. frame: side of the frame.
    """
    side = ((frame - 4) // 2 - 4) // 2
    match [(operator["name"], operator["shape"]) for operator in operators]:
        case [("conv1", [_, 1, 5, 5]), ("conv2", [channels, _, 5, 5]), (_, [_, inputs]), *_]:
            return inputs == channels * side**2
    return False


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
    main, datasets = main_dataset(experiment), compared_datasets(experiment)
    architectures = list(experiment.architectures)
    first = [run for run in runs.all_runs(experiment) if run.seed == experiment.seeds[0]]
    return {
        "datasets": {name: experiment.datasets[name].placement for name in datasets},
        "architectures": architectures,
        "learned": [name for name in architectures if not contract.is_invariant(name)],
        "networks": [labels.identity(experiment, run) for run in first if run.dataset in datasets],
        "seed": f"seed{experiment.seeds[0]}",
        "seeds": len(experiment.seeds),
        "notice": experiment.notice,
        "noun": experiment.source_of(main).noun.model_dump(),
        "source": experiment.source_of(main).kind,
    }
