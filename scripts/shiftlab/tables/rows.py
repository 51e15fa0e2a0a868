"""Tables: rows in, CSV for programs and TeX for the handout out."""

import json

import numpy as np
import pandas as pd

from shiftlab.analysis import invariance
from shiftlab.tables import statistics

# What the summary over seeds holds: these columns of any table, told apart by these others.
MEASURES = (
    "test_accuracy",
    "expected_accuracy",
    "center_accuracy",
    "best_accuracy",
    "worst_accuracy",
    "consistency",
    "ripple_range",
    "ripple_ratio",
    "share_4",
    "accuracy",
    "pair_share",
)
DETAILS = ("tested_on", "operator", "weights")


def accuracy_row(training, predictions):
    """Return a run's row of the accuracy table.

    training: path of its training.json. predictions: path of its predictions.npz.
    A row is a mapping: dataset, architecture, seed, parameters, test_loss (nats), test_accuracy (in [0, 1]),
    seconds (of training).
    """
    with open(training, encoding="utf-8") as file:
        run = json.load(file)
    with np.load(predictions) as arrays:
        answers, labels = arrays["log_probabilities"], arrays["labels"]
    own = answers[np.arange(len(labels)), labels]
    return _of(run) | {
        "parameters": run["parameters"],
        "test_loss": -float(own.mean(dtype=np.float64)),
        "test_accuracy": float((answers.argmax(axis=1) == labels).mean()),
        "seconds": run["seconds"],
    }


def translation_row(run, translation):
    """Return a run's row of the translation table: which run, then the measures of invariance.measures.

    run: mapping with dataset, architecture and seed. translation: path of its translation.npz.
    """
    with np.load(translation) as arrays:
        return _of(run) | invariance.measures(arrays["predicted"], arrays["labels"])


def networks_row(training, translation):
    """Return a run's row of the networks table: its cost, and how well it does wherever a garment stands.

    training: path of its training.json. translation: path of its translation.npz. A row is a mapping:
    dataset, architecture, seed, parameters, encoding_seconds (of all garments by its front end, 0 without
    one), training_seconds, expected_accuracy, consistency.
    """
    with open(training, encoding="utf-8") as file:
        run = json.load(file)
    measures = translation_row(run, translation)
    return _of(run) | {
        "parameters": run["parameters"],
        "encoding_seconds": run["encoding_seconds"],
        "training_seconds": run["seconds"],
        "expected_accuracy": measures["expected_accuracy"],
        "consistency": measures["consistency"],
    }


def ripple_row(run, translation):
    """Return a run's row of the ripple table: how its accuracy map ripples with the period of two poolings.

    Arguments as in `translation_row`. A row is a mapping: dataset, architecture, seed, ripple_range (between
    the best and the worst phase of period 4, in accuracy), ripple_ratio (how far that period stands out),
    share_P (the share of the map's variance that has period P, for each of invariance.PERIODS), and mean_Y_X
    (the mean accuracy at the offsets Y down and X across modulo 4).
    """
    with np.load(translation) as arrays:
        accuracies = invariance.accuracy_map(arrays["predicted"], arrays["labels"])
    deviation, _ = invariance.ripple(accuracies, invariance.POOLING)
    shares = invariance.ripple_shares(accuracies)
    means = invariance.by_phase(accuracies, invariance.POOLING)
    return (
        _of(run)
        | {"ripple_range": float(np.ptp(deviation)), "ripple_ratio": invariance.ripple_ratio(shares)}
        | {f"share_{period}": share for period, share in shares.items()}
        | {f"mean_{row}_{column}": float(mean) for (row, column), mean in np.ndenumerate(means)}
    )


def transfer_row(run, predictions):
    """Return a row of the transfer table: the accuracy of a run on the test frames of some dataset.

    run: mapping with dataset, architecture, seed and tested_on. predictions: path of its .npz.
    """
    with np.load(predictions) as arrays:
        right = arrays["log_probabilities"].argmax(axis=1) == arrays["labels"]
    return {
        "trained_on": run["dataset"],
        "tested_on": run["tested_on"],
        "architecture": run["architecture"],
        "seed": run["seed"],
        "accuracy": float(right.mean()),
    }


def stripes_rows(run, stripes):
    """Return a run's rows of the stripes table: one for each operator on the frame and kind of weights.

    run: mapping with dataset, architecture and seed. stripes: path of its stripes.npz.
    A row is a mapping: dataset, architecture, seed, operator, weights (trained, untrained or noise), neurons,
    pair_share, cosine_1 to cosine_32: shares of energy as in `spectra`, each the mean over the neurons.
    """
    rows = []
    with np.load(stripes) as arrays:
        for name in arrays:
            if name.endswith("/pair_share"):
                operator, kind, _ = name.rsplit("/", 2)
                cosines = arrays[f"{operator}/{kind}/cosine_shares"].mean(axis=0)
                rows.append(
                    _of(run)
                    | {"operator": operator, "weights": kind, "neurons": len(arrays[name])}
                    | {"pair_share": float(arrays[name].mean())}
                    | {f"cosine_{count}": float(share) for count, share in enumerate(cosines, start=1)}
                )
    return rows


def reproduction(notebook, histories):
    """Compare runs with the notebook's, epoch by epoch; returns a DataFrame of the epochs that both have.

    notebook: table with epoch, loss and correct (of 10000). histories: table of a history.csv, by seed.
    Columns: seed, epoch, notebook_loss, loss (nats), notebook_accuracy, accuracy (in [0, 1]).
    """
    both = pd.concat(
        notebook.merge(history, on="epoch").assign(seed=seed) for seed, history in histories.items()
    )
    return pd.DataFrame(
        {
            "seed": both["seed"],
            "epoch": both["epoch"],
            "notebook_loss": both["loss"],
            "loss": both["test_loss"],
            "notebook_accuracy": both["correct"] / 10000,
            "accuracy": both["test_accuracy"],
        }
    )


def over_seeds(table, measures=MEASURES):
    """Yield the `measures` that a table has of each network: (names, measure, seeds, (mean, low, high)).

    table: DataFrame with a row per seed. names: list, the dataset (trained on), the architecture, and those
    of the DETAILS that tell several rows of a run apart. seeds: their number. For the rest see
    seeds.mean_and_interval.
    """
    table = table.rename(columns={"trained_on": "dataset"})
    keys = ["dataset", "architecture", *(key for key in DETAILS if key in table)]
    for names, group in table.groupby(keys, sort=False):
        for measure in measures:
            if measure in group:
                yield list(names), measure, len(group), statistics.mean_and_interval(group[measure])


def summary(tables):
    """Return the mean over seeds of the MEASURES in `tables`, with its 95 % interval, as a DataFrame.

    tables: DataFrames with a row per seed. Columns: dataset (trained on), architecture, measure (with the
    dataset that it was tested on, or the operator and the kind of weights), seeds (their number), mean, low
    and high.
    """
    rows = []
    for table in tables:
        for (dataset, architecture, *details), measure, count, interval in over_seeds(table):
            mean, low, high = map(float, interval)
            rows.append(
                {
                    "dataset": dataset,
                    "architecture": architecture,
                    "measure": f"{measure} ({', '.join(details)})" if details else measure,
                    "seeds": count,
                    "mean": mean,
                    "low": low,
                    "high": high,
                }
            )
    return pd.DataFrame(rows)


def write(table, csv, tex, left_out=()):
    """Write a DataFrame to a CSV file, and to a TeX file with booktabs rules and four digits.

    left_out: columns that TeX goes without, as a page is not that wide.
    """
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    escaped = table.drop(columns=list(left_out)).rename(columns=lambda name: name.replace("_", " "))
    escaped.to_latex(tex, index=False, escape=True, float_format="%.4g")


def _of(run):
    return {key: run[key] for key in ("dataset", "architecture", "seed")}
