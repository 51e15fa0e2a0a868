"""The numbers that a text may name: one flat mapping from names to numbers, and to words like a class's name.

A name is a path. `runs/shifted/two_full/test_accuracy` is a column of a table, of a dataset and an
architecture, and `runs/shifted/two_full/stripes/fc1/trained/pair_share` is one of a table in which a run has
several rows. Over several seeds a number is their mean, and the same name with `_interval` behind it is the
half width of its 95 % interval. Shares are in [0, 1]. The Markdown of the handout gets at them through
`tree`, a LaTeX document through the macros of `write`.
"""

import json

import numpy as np

from shiftlab.analysis import confusion
from shiftlab.data import idx
from shiftlab.tables.rows import MEASURES, over_seeds

# What a text may name of a table's columns.
NAMED = ("parameters", "garments", *MEASURES)

# The tables in which a run has one row; of the others, the table's name is a part of the number's.
PLAIN = ("accuracy", "translation", "ripple")

INTERVAL = "_interval"

# What TeX takes for its own, in words.
ESCAPES = {letter: f"\\{letter}" for letter in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

MACROS = r"""% The numbers of a build, for \input in the preamble of LaTeX (2022 or newer), for instance
%   \shiftlab{settings/two_full/epochs}   \shiftlabpercent{runs/shifted/two_full/test_accuracy}
% the second being 100 times the number, with one digit at most. A name that is not here is an error.
\makeatletter
\newcommand\shiftlab[1]{\ifcsname shiftlab@#1\endcsname\csname shiftlab@#1\endcsname\else
  \errmessage{Shiftlab: there is no number called #1}\fi}
\newcommand\shiftlabpercent[1]{\fpeval{round(100 * \shiftlab{#1}, 1)}}
\newcommand\shiftlab@set[2]{\expandafter\def\csname shiftlab@#1\endcsname{#2}}
"""


class Number(float):
    """A number, and the half width of its 95 % interval over the seeds, None of one seed."""

    half = None


def of_runs(found):
    """Return the numbers of the runs: each measure of each table, over the seeds.

    found: mapping from a table's name to its DataFrame, with a row per seed. What is nan is left out.
    """
    numbers = {}
    for table, rows in found.items():
        for names, measure, _, (mean, low, _) in over_seeds(rows, NAMED):
            dataset, architecture, *details = names
            parts = [measure] if table in PLAIN else [table, *details, measure]
            name = "/".join(["runs", dataset, architecture, *parts])
            if not np.isnan(mean):
                numbers[name] = float(mean)
            if not np.isnan(low):
                numbers[name + INTERVAL] = float(mean - low)
    return numbers


def of_dataset(frame, classes, images, test):
    """Return what a dataset is, in numbers: a mapping.

    frame: side of the frame. classes: how many. images: IDX file of the training garments. test: path of its
    test.npz.
    """
    count, height, width = idx.read_shape(images)
    with np.load(test) as arrays:
        tested = len(arrays["labels"])
    rows, columns = frame - height + 1, frame - width + 1
    return {
        "frame": frame,
        "height": height,
        "width": width,
        "rows": rows,
        "columns": columns,
        "offsets": rows * columns,
        "classes": classes,
        "training_garments": count,
        "test_garments": tested,
    }


def of_predictions(files, classes):
    """Return which class is the hardest for a network, and what its commonest mistake is: a mapping.

    files: its predictions of each seed, .npz with log_probabilities (N, classes) and labels (N,). classes:
    their names.
    """
    matrix = 0
    for file in files:
        with np.load(file) as arrays:
            predicted = arrays["log_probabilities"].argmax(axis=1)
            matrix += confusion.counts(arrays["labels"], predicted, len(classes))
    shares = confusion.shares(matrix)
    hardest = shares.diagonal().argmin()
    wrong = np.where(np.eye(len(classes), dtype=bool), 0, shares)
    true, taken_for = np.unravel_index(wrong.argmax(), wrong.shape)
    return {
        "hardest_class": classes[hardest],
        "hardest_accuracy": float(shares[hardest, hardest]),
        "mistaken_class": classes[true],
        "mistaken_for": classes[taken_for],
        "mistaken_share": float(shares[true, taken_for]),
    }


def of_synthesis(files):
    """Return how sure a network is of the images synthesized for its classes, at least: a mapping.

    files: its synthesis.json of each seed, over which it is the mean.
    """
    least = []
    for path in files:
        with open(path, encoding="utf-8") as file:
            classes = json.load(file)["classes"]
        least.append(min(result["probabilities"][name] for name, result in classes.items()))
    return {"class_image_probability": float(np.mean(least))}


def of_reproduction(table):
    """Return how far the perceptron is from the notebook's at most, in accuracy: a mapping.

    table: from tables.reproduction, which is about two_full on shifted.
    """
    difference = (table["accuracy"] - table["notebook_accuracy"]).abs().max()
    return {"runs/shifted/two_full/notebook_difference": float(difference)}


def under(name, numbers):
    """Return numbers with a name before each of theirs."""
    return {f"{name}/{own}": value for own, value in numbers.items()}


def tree(numbers):
    """Return a mapping of names as nested ones: {"a/b": 1, "a/c": 2} -> {"a": {"b": 1, "c": 2}}.

    What is a number becomes a Number, with its interval.
    """
    root = {}
    for name, value in numbers.items():
        *path, last = name.split("/")
        branch = root
        for part in path:
            branch = branch.setdefault(part, {})
        if not isinstance(value, str):
            value = Number(value)
            value.half = numbers.get(name + INTERVAL)
        branch[last] = value
    return root


def write(numbers, json_file, tex_file):
    """Write a mapping of names to a JSON file and as macros to a TeX file; of a number six digits."""
    rounded = {
        name: value if isinstance(value, str) else float(f"{value:.6g}") if value % 1 else int(value)
        for name, value in numbers.items()
    }
    with open(json_file, "w", encoding="utf-8") as file:
        json.dump(rounded, file, indent=1)
        file.write("\n")
    with open(tex_file, "w", encoding="utf-8") as file:
        file.write(MACROS)
        for name, value in rounded.items():
            file.write(f"\\shiftlab@set{{{name}}}{{{_tex(value)}}}\n")
        file.write("\\makeatother\n")


def _tex(value):
    """Return a number in TeX's own notation, or a word with everything escaped that TeX takes for its own."""
    if not isinstance(value, str):
        return str(value)
    return "".join(ESCAPES.get(letter, letter) for letter in " ".join(value.split()))
