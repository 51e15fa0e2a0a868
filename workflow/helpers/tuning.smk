import re

from shiftlab.experiment import tuning

# Settings are tried on the dataset of the handout, with the first seed.
GRIDS = {name: tuning.grid(network) for name, network in EXPERIMENT.architectures.items()}
POINT = "|".join(re.escape(point) for grid in GRIDS.values() for point in grid) or "(?!)"


def tried_run(architecture):
    return runs.Run(MAIN, architecture, EXPERIMENT.seeds[0])


def tuning_inputs(wildcards):
    """Return the training garments of a network or, with a front end, their encodings; it is tried first."""
    operators(wildcards.architecture, MAIN)
    encoded = encodings(MAIN, wildcards.architecture, "train")
    return {"train_encodings": f"{encoded}.npz"} if encoded else training_files(MAIN)


def settings_tried(wildcards):
    """Return what decides a run with the training settings at a point of its grid."""
    settings = runs.settings(EXPERIMENT, tried_run(wildcards.architecture))
    return settings | {"training": GRIDS[wildcards.architecture][wildcards.point]}


def every_point(wildcards):
    """Return the results of all grids; end Snakemake with one clear line if the configuration has none."""
    files = [f"results/tuning/{name}/{point}.json" for name, grid in GRIDS.items() for point in grid]
    example = "two_full: {tuning: {learning_rate: [0.05, 0.1]}}"
    return files or sys.exit(f"error: architectures: none has settings to compare; for example, {example}")
