"""The comparisons table: differences of test accuracy, with intervals that say which of them count."""

import itertools

import numpy as np
import pandas as pd

from shiftlab.tables import statistics
from shiftlab.tables.summary import IDENTITY

COLUMNS = [*IDENTITY, *(f"other_{key}" for key in IDENTITY), "seeds", "difference", "interval"]

# The column that does not fit on a page, the same in every row.
LEFT_OUT = ["seeds"]


def table(runs, right, sources):
    """Return a DataFrame with a row for each pair of networks that are tested on the same garments.

    runs: the experiment.labels.identity of each. right: for each, bool (N,): whether it is right about each
    of the N test garments of its dataset. sources: for each, the source of these garments.
    Columns: network, trained_on, dataset and architecture of the first; other_network and so on of the
    second; seeds, their number; difference, of the test accuracies, the first less the second, in [-1, 1];
    interval, the half width of its 95 % interval, see `difference_of`.
    """
    networks = {}
    for run, answers, source in zip(runs, right, sources):
        names = tuple(run[key] for key in IDENTITY)
        networks.setdefault((source, names), []).append(answers)
    rows = []
    for ((source, one), first), ((other_source, other), second) in itertools.combinations(
        networks.items(), 2
    ):
        if source == other_source:
            difference, interval = difference_of(np.stack(first), np.stack(second))
            rows.append(
                dict(zip(IDENTITY, one))
                | {f"other_{key}": name for key, name in zip(IDENTITY, other)}
                | {"seeds": len(first), "difference": difference, "interval": interval}
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def difference_of(right, other):
    """Return the difference of two networks' accuracies and the half width of its 95 % interval: two floats.

    right, other: bool (seeds, N), whether they are right about each test garment. Of several seeds, the
    interval is Student's, of the differences by seed. Of one seed, it is two standard errors of the mean
    difference by test garment, to either side: what another seed would give is not in it.
    """
    differences = right.astype(np.float64) - other
    if len(right) > 1:
        mean, low, _ = statistics.mean_and_interval(differences.mean(axis=1))
        return float(mean), float(mean - low)
    return float(differences.mean()), 2 * float(differences.std(ddof=1)) / float(np.sqrt(differences.size))
