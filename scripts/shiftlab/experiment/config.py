"""The experiment as typed objects: every key of config.yaml, its meaning and its bounds.

Nothing here has a default that config.yaml spells out. `load` fills in what a configuration leaves out.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, create_model

from shiftlab.experiment.section import Section, Shown, unique
from shiftlab.experiment.sources import Source

# Safe in paths and in Python.
Name = Annotated[str, Field(pattern="^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
LONGEST_LABEL = 20  # characters, so that tables fit on a page
Precision = Literal["float32", "bfloat16", "tf32"]


def _with_float32(precisions):
    if "float32" not in precisions:
        raise ValueError("float32 must be among them")
    return precisions


def _count_or_all(value):
    if value == "all" or (type(value) is int and value >= 1):
        return value
    raise ValueError("it must be a whole number of at least 1 or all")


def _known_background(value):
    match value:
        case "black" | "clutter":
            return value
        case {"noise": int() | float() as noise} if len(value) == 1 and 0 < noise <= 1:
            return value
    raise ValueError("it must be black, clutter or {noise: a number greater than 0 and at most 1}")


Seeds = Annotated[list[Seed], Field(min_length=1), AfterValidator(unique)]


class Training(Section):
    """How a network is trained."""

    learning_rate: float = Field(gt=0, description="Step size of stochastic gradient descent.")
    schedule: Literal["constant", "linear"] = Field(
        description="How the learning rate changes: constant, or linear, a warm-up over the first tenth of "
        "the steps, then a decay that reaches 0 after the last one."
    )
    momentum: float = Field(ge=0, lt=1, description="Momentum of stochastic gradient descent.")
    batch_size: int = Field(ge=1, description="Frames per step; at most the number of training garments.")
    epochs: int = Field(ge=1, description="How often training goes through all garments.")
    precision: Precision = Field(
        description="The arithmetic of training. bfloat16 and, on an NVIDIA GPU, tf32 round the factors of "
        "every product to 8 and 11 significant bits. Evaluation is always in float32."
    )


def _several(setting):
    """Return the type of a list of different values of a setting, each within the setting's bounds."""
    values = list[Annotated[setting.annotation, setting]]
    return Annotated[values, Field(min_length=1), AfterValidator(unique)]


Tuning = create_model(
    "Tuning",
    __base__=Section,
    __doc__="The values of training settings that `snakemake tune` tries, each combination of them.",
    **{name: (_several(setting), None) for name, setting in Training.model_fields.items()},
)


class Normalisation(Section):
    """A grey level in [0, 1] reaches a network as (grey - mean) / std."""

    mean: float
    std: float = Field(gt=0)


class Translation(Section):
    """The translation map: what a network predicts for a garment at every offset."""

    images_per_class: Annotated[int | Literal["all"], BeforeValidator(_count_or_all)] = Field(
        description="How many test garments of each class, the same ones for every run, or all."
    )


class Control(Section):
    """What keeps a synthesized image from being noise."""

    max_norm: Annotated[float, Field(gt=0)] | None = Field(
        description="Largest L2 norm of an image, in units of the normalised frame; null for no bound."
    )
    total_variation: float = Field(
        ge=0, description="Weight of the sum of the differences between neighbouring pixels."
    )
    blur: float = Field(
        ge=0, description="Standard deviation in pixels of the Gaussian blur applied after each step."
    )
    fourier: bool = Field(description="Climb on coefficients of Fourier modes scaled by 1/f, not on pixels.")
    shifts: int = Field(ge=0, description="Largest random shift before each step, in pixels down and across.")


class Synthesis(Control):
    """Gradient ascent on the image, from a zero image."""

    neurons: int = Field(
        ge=0, description="How many neurons of each operator get an image: the first ones; 0 for none."
    )
    steps: int = Field(ge=1, description="Number of gradient steps.")
    step_size: float = Field(gt=0, description="L2 length of one step, in units of the normalised frame.")
    controls: dict[Shown, Control] = Field(
        min_length=1,
        description="The controls compared in one figure; each names what differs from the above.",
    )


class Benchmark(Section):
    """The benchmark, run by `snakemake benchmark` only."""

    repeats: int = Field(ge=1, description="How often each task is timed, after one warm-up.")
    precisions: Annotated[list[Precision], AfterValidator(unique), AfterValidator(_with_float32)] = Field(
        description="Precisions of training; float32, the reference, must be among them."
    )
    seeds: Seeds = Field(description="Trainings at each precision, to measure its effect on the accuracy.")


class Dataset(Section):
    """A source of garments, the frame in which they are placed, their offsets, and what is behind them."""

    source: str = Field(description="A name from sources.")
    frame: int = Field(ge=1, le=1024, description="Side of the frame in pixels; at least the garment's.")
    placement: Literal["center", "uniform"] = Field(
        description="center puts every garment in the middle; uniform draws any offset, each as likely."
    )
    background: Annotated[JsonValue, BeforeValidator(_known_background)] = Field(
        default="black",
        description="black; {noise: standard deviation in grey levels of [0, 1]}, added to every pixel and "
        "clipped; or clutter, patches of training garments away from the garment.",
    )
    training_garments: int | None = Field(
        default=None, ge=1, description="Only the first so many, as many of each class as possible."
    )
    passes: int = Field(
        default=1, ge=1, description="How often an epoch goes through the garments, each time placed anew."
    )
    test_only: bool = Field(default=False, description="Networks are tested on it, and none is trained.")

    # Cached, as a large experiment asks for them a hundred thousand times.

    @cached_property
    def apart_from_size(self):
        """All but the number of garments, as text: equal for a small dataset and the whole one."""
        return str(self.model_dump(exclude={"training_garments", "passes"}))

    @cached_property
    def apart_from_size_and_placement(self):
        """All but the number of garments and their placement, as text."""
        return str(self.model_dump(exclude={"training_garments", "passes", "placement"}))


class Architecture(Section):
    """A network; its name is a file in scripts/architectures/."""

    label: Annotated[Shown, Field(min_length=1, max_length=LONGEST_LABEL)] = Field(
        description="What readers see of it, in figures, tables, menus and the text."
    )

    options: dict[str, JsonValue] = Field(
        default={}, description="Arguments of the functions in its file, build and front_end."
    )
    training: Training = Field(description="Training settings that differ from the common ones.")
    synthesis: Synthesis = Field(description="Synthesis settings that differ from the common ones.")
    tuning: Tuning = Field(
        default=Tuning(), description="Lists of values of training settings, which `snakemake tune` compares."
    )


class Experiment(Section):
    """Everything that config.yaml says."""

    device: Literal["auto", "cpu", "cuda", "mps"] = Field(
        description="Where PyTorch computes; auto is CUDA if there is one, else MPS, else the CPU."
    )
    threads: int = Field(ge=1, description="CPU threads of a PyTorch job; they decide the last digits.")
    seeds: Seeds = Field(
        description="One run is trained for each; a seed feeds every random draw of its run."
    )
    figures: Literal["first_seed", "all"] = Field(
        description="Which runs get figures and synthesized images: those of the first seed, or all."
    )
    notice: Shown | None = Field(
        max_length=200, description="A line at the top of every page of the handout, or null for none."
    )
    training: Training
    normalisation: Normalisation
    translation: Translation
    synthesis: Synthesis
    benchmark: Benchmark
    sources: dict[Name, Source] = Field(min_length=1, description="Where garments come from.")
    datasets: dict[Name, Dataset] = Field(min_length=1)
    architectures: dict[Name, Architecture] = Field(min_length=1)

    def source_of(self, dataset):
        """Return the Source of a dataset, by the dataset's name."""
        return self.sources[self.datasets[dataset].source]
