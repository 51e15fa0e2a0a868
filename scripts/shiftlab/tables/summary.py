"""The summary table: the mean over the seeds, with its 95 % interval, of what the other tables hold."""

import pandas as pd

from shiftlab.tables import statistics

# What is summarised: these columns of any table, whose rows these others distinguish.
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


def over_seeds(table, measures=MEASURES):
    """Yield the `measures` that a table has of each network: (names, measure, seeds, (mean, low, high)).

    table: DataFrame with a row per seed. names: list, the dataset (trained on), the architecture, and those
    of the DETAILS that distinguish several rows of a run. seeds: their number. For the rest see
    statistics.mean_and_interval.
    """
    table = table.rename(columns={"trained_on": "dataset"})
    keys = ["dataset", "architecture", *(key for key in DETAILS if key in table)]
    for names, group in table.groupby(keys, sort=False):
        for measure in measures:
            if measure in group:
                yield list(names), measure, len(group), statistics.mean_and_interval(group[measure])


def of_tables(tables):
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
