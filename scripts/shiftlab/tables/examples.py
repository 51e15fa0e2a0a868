"""The examples table: accuracy by the number of training garments."""

import numpy as np

from shiftlab.tables import statistics

# The columns that do not fit on a page.
LEFT_OUT = ["passes", "test_accuracy_interval"]

BASELINE = "two_full"  # the network whose need of garments is compared: the perceptron


def row(run, garments, passes, measures):
    """Return a run's row: the run, training_garments, passes, test_accuracy (in [0, 1]) and its
    ..._interval, two standard errors over the test garments.

    run: its experiment.labels.identity, with the dataset of full size. garments: the number of training
    garments. passes: how often an epoch goes through them. measures: path of its predictions/*.json.
    """
    accuracy, interval = statistics.accuracy(measures)
    return run | {
        "training_garments": garments,
        "passes": passes,
        "test_accuracy": accuracy,
        "test_accuracy_interval": interval,
    }


def with_needs(table):
    """Return the table of rows with a column more, and by network and number of training garments.

    baseline_garments: how many training garments the baseline network needs on the same dataset for the mean
    accuracy of the row's network, interpolated in the logarithm of their number; 0 if the fewest suffice, inf
    if the most do not; nan without the baseline.
    """
    means = table.groupby(["dataset", "architecture", "training_garments"])["test_accuracy"].mean()
    needs = {key: _needed(means, key[0], accuracy) for key, accuracy in means.items()}
    keys = zip(table["dataset"], table["architecture"], table["training_garments"])
    table = table.assign(baseline_garments=[needs[key] for key in keys])
    order = table.groupby(["dataset", "architecture"], sort=False).ngroup()
    return table.assign(order=order).sort_values(["order", "training_garments", "seed"]).drop(columns="order")


def _needed(means, dataset, accuracy):
    """Return how many garments the baseline needs for an accuracy. means: of every network and number."""
    if (dataset, BASELINE) not in means.index.droplevel("training_garments"):
        return np.nan
    curve = means[dataset, BASELINE].sort_index()
    # What more garments bring is taken for chance if it is less: the curve rises from then on.
    rising = np.maximum.accumulate(curve.to_numpy())
    if accuracy <= rising[0]:
        return 0
    if accuracy > rising[-1]:
        return np.inf
    return float(np.exp(np.interp(accuracy, rising, np.log(curve.index.to_numpy(float)))))
