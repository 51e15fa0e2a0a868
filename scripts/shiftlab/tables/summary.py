"""The summary table: means over the seeds of the other tables' measures, with 95 % intervals."""

import pandas as pd

from shiftlab.tables import statistics
from shiftlab.tables.number_files import INTERVAL

# The columns to summarise, in any table that has them. The columns DETAILS distinguish the rows of a run.
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
LEFT_OUT = ["seeds"]  # a page has no room for it
DETAILS = ("tested_on", "operator", "weights", "region")


def over_seeds(table, measures=MEASURES):
    """Yield the `measures` that a table has, for each network: (names, measure, seeds, (mean, low, high)).

    table: DataFrame with a row per seed. names: list of the dataset (trained on), the architecture, and the
    DETAILS that distinguish several rows of a run. seeds: their number. mean, low, high: see
    statistics.mean_and_interval. Of one seed the interval is the one that the table has, over neurons, in the
    column `measure` + INTERVAL, if any.
    """
    table = table.rename(columns={"trained_on": "dataset"})
    keys = ["dataset", "architecture", *(key for key in DETAILS if key in table)]
    for names, group in table.groupby(keys, sort=False):
        for measure in measures:
            if measure in group:
                yield list(names), measure, len(group), _mean_and_interval(group, measure)


def of_tables(tables):
    """Return the means over seeds of the MEASURES in `tables`, with their 95 % intervals, as a DataFrame.

    tables: DataFrames with a row per seed. Columns: dataset (trained on), architecture, measure (with the
    test dataset, or the operator, the kind of weights and the region, if any), seeds (their number), mean,
    low and high. Eigenvectors, which are the same for all seeds, are left out.
    """
    rows = []
    for table in tables:
        if "weights" in table:
            table = table[table["weights"] != "eigenvectors"]
        for (dataset, architecture, *details), measure, count, interval in over_seeds(table):
            mean, low, high = map(float, interval)
            rows.append(
                {
                    "dataset": dataset,
                    "architecture": architecture,
                    "measure": f"{measure} ({' '.join(details)})" if details else measure,
                    "seeds": count,
                    "mean": mean,
                    "low": low,
                    "high": high,
                }
            )
    return pd.DataFrame(rows)


def _mean_and_interval(group, measure):
    """Return (mean, low, high) of a measure in the rows of a network, one for each seed."""
    within = measure + INTERVAL
    if len(group) > 1 or within not in group:
        return statistics.mean_and_interval(group[measure])
    (mean,), (half,) = group[measure], group[within]
    return mean, mean - half, mean + half
