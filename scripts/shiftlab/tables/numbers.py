"""The numbers that a text may name: one flat mapping from names to numbers, and to words like a class's name.

A name is a path. `runs/shifted/two_full/test_accuracy` is a column of a table, of a dataset and an
architecture; `runs/shifted/two_full/stripes/fc1/trained/middle/pair_share` is one of a table in which a run
has several rows. `runs/shifted/two_full/than/centered/two_full/difference` is by how much the test accuracy
of one network exceeds that of another. Over several seeds such a number is their mean, and the same name with
`_interval` behind it is the half width of its 95 % interval; of one seed, the interval is that of the test
sample, or of the neurons. Shares are in [0, 1].
"""

import json
from pathlib import Path

import numpy as np

from shiftlab.analysis import confusion
from shiftlab.data import idx
from shiftlab.tables import statistics
from shiftlab.tables.number_files import INTERVAL
from shiftlab.tables.summary import DETAILS, IDENTITY, MEASURES, over_seeds

SIDES = ("", "other_")  # of a comparison
# Columns of a table that a text may name.
NAMED = ("parameters", "garments", "measured", "change", "changed", "baseline_garments", *MEASURES)

# The tables in which a run has one row; of the others, the table's name is a part of the number's.
PLAIN = ("accuracy", "translation", "ripple")


def of_tables(tables):
    """Return the numbers of all tables.

    tables: mapping from a table's name to its DataFrame; of those with a row per seed, what is nan is left
    out.
    """
    numbers = {}
    for table, rows in tables.items():
        if table == "reproduction":  # which is about two_full on shifted
            difference = (rows["accuracy"] - rows["notebook_accuracy"]).abs().max()
            numbers["runs/shifted/two_full/notebook_difference"] = float(difference)
            continue
        if table == "comparisons":
            numbers |= _of_comparisons(rows)
            continue
        for names, measure, _, (mean, low, _) in over_seeds(rows, NAMED):
            details = [str(names[key]) for key in DETAILS if key in names]
            parts = [measure] if table in PLAIN else [table, *details, measure]
            name = "/".join(["runs", names["dataset"], names["architecture"], *parts])
            if np.isfinite(mean):
                numbers[name] = float(mean)
            if np.isfinite(low):
                numbers[name + INTERVAL] = float(mean - low)
    return numbers


def _of_comparisons(rows):
    """Return the differences of test accuracy: runs/A/than/B/difference, of each pair both ways."""
    numbers = {}
    for row in rows.to_dict("records"):
        one, other = ("/".join(row[f"{side}{key}"] for key in ("dataset", "architecture")) for side in SIDES)
        for sign, name in ((1, f"runs/{one}/than/{other}"), (-1, f"runs/{other}/than/{one}")):
            numbers[f"{name}/difference"] = sign * row["difference"]
            numbers[f"{name}/difference{INTERVAL}"] = row["interval"]
    return numbers


def of_networks(runs):
    """Return what readers see of each network, and its names in paths, as words under runs/.

    runs: the experiment.labels.identity of each.
    """
    return {
        name: word
        for run in runs
        for name, word in _under(
            f"runs/{run['dataset']}/{run['architecture']}", {key: run[key] for key in IDENTITY}
        ).items()
    }


def of_dataset(name, frame, classes, images, garments, test):
    """Return the sizes of a dataset, as numbers under datasets/NAME.

    frame: side of the frame. classes: their names. images: IDX file of the training garments. garments: how
    many of them are used, None for all. test: path of its test.npz.
    """
    count, height, width = idx.read_shape(images)
    with np.load(test) as arrays:
        tested = len(arrays["labels"])
    rows, columns = frame - height + 1, frame - width + 1
    sizes = {
        "frame": frame,
        "height": height,
        "width": width,
        "rows": rows,
        "columns": columns,
        "offsets": rows * columns,
        "classes": len(classes),
        "training_garments": count if garments is None else garments,
        "test_garments": tested,
    }
    return _under(f"datasets/{name}", sizes)


def of_distances(name, file):
    """Return the share of garments that are further from themselves, moved, than from the nearest other one.

    file: path of the dataset's distances.npz, see analysis.distances. The names: moved/SHIFT/further for each
    shift, and moved/garments, how many are compared, under datasets/NAME.
    """
    with np.load(file) as arrays:
        further = (arrays["moved_distance"] > arrays["nearest_distance"]).mean(axis=1)
        found = {f"{shift}/further": float(share) for shift, share in zip(arrays["shifts"], further)}
        return _under(f"datasets/{name}/moved", found | {"garments": len(arrays["nearest"])})


def of_covariance(name, file):
    """Return facts about the covariance of a dataset's pixels, if it was computed, under datasets/NAME.

    file: path of its covariance.npz. The facts: the share of its squared norm on its Fourier diagonal, also
    that of the middle alone, the number of eigenvectors, and the share of the variance that they explain.
    """
    with np.load(file) as arrays:
        explained = arrays["explained"]
        frame, middle = (float(arrays[f"{region}/fourier_diagonal"]) for region in ("frame", "middle"))
    if not len(explained):
        return {}
    found = {
        "fourier_diagonal": frame,
        "fourier_diagonal_middle": middle,
        "eigenvectors": len(explained),
        "explained_variance": float(explained.sum()),
    }
    return _under(f"datasets/{name}", found)


def of_wavelets(name, file):
    """Return the sizes of a scattering, and how well its wavelets cover the frequencies, under `name`.

    file: path of its wavelets.npz. The sizes: scales J, angles L, coefficients, 1 + J L + J (J - 1) / 2 L^2.
    The other numbers: the smallest and the largest Littlewood-Paley sum of any frequency but 0.
    """
    with np.load(file) as arrays:
        scales, angles = arrays["spectra"].shape[:2]
        covered = arrays["littlewood_paley"].flat[1:]
        found = {
            "scales": scales,
            "angles": angles,
            "coefficients": arrays["coefficients"].shape[1],
            "littlewood_paley_least": float(covered.min()),
            "littlewood_paley_most": float(covered.max()),
        }
    return _under(name, found)


def of_settings(settings):
    """Return the settings of each architecture, {architecture: {key: value}}, as numbers under settings/."""
    return {
        name: value
        for key, values in settings.items()
        for name, value in _under(f"settings/{key}", values).items()
    }


def of_predictions(runs, measures, classes):
    """Return the hardest class of each network and its commonest mistake, if it makes any, over the seeds.

    runs: experiment.runs.Run. measures: for each, path of predictions/*.json. classes: names by dataset.
    A class without test frames is not the hardest.
    """
    numbers = {}
    counted = ((run, np.array(_read(file)["confusion"])) for run, file in zip(runs, measures))
    for (dataset, architecture), matrices in statistics.by_network(counted).items():
        names, matrix = classes[dataset], sum(matrices)
        shares = confusion.shares(matrix)
        hardest = np.where(matrix.any(axis=1), shares.diagonal(), np.inf).argmin()
        wrong = np.where(np.eye(len(names), dtype=bool), 0, shares)
        true, mistaken_for = np.unravel_index(wrong.argmax(), wrong.shape)
        found = {
            "hardest_class": names[hardest],
            "hardest_accuracy": float(shares[hardest, hardest]),
        }
        if wrong.any():
            found |= {
                "mistaken_class": names[true],
                "mistaken_for": names[mistaken_for],
                "mistaken_share": float(wrong[true, mistaken_for]),
            }
        numbers |= _under(f"runs/{dataset}/{architecture}", found)
    return numbers


def of_synthesis(runs, records):
    """Return how confident each network is, at least, about its images of classes, over the seeds.

    runs: experiment.runs.Run. records: for each, path of its synthesis.json.
    """
    least = []
    for run, file in zip(runs, records):
        classes = _read(file)["classes"]
        least.append((run, min(image["probabilities"][label] for label, image in enumerate(classes))))
    return {
        f"runs/{dataset}/{architecture}/class_image_probability": float(min(shares))
        for (dataset, architecture), shares in statistics.by_network(least).items()
    }


def _read(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))


def _under(name, numbers):
    """Return numbers with a name before each of theirs."""
    return {f"{name}/{key}": value for key, value in numbers.items()}
