"""The summary table: means over the seeds of the other tables' measures, with 95 % intervals."""

import pandas as pd

from shiftlab.tables import statistics
from shiftlab.tables.number_files import INTERVAL

# The columns that name a network: as readers see it, and in paths.
IDENTITY = ("network", "trained_on", "dataset", "architecture")

# The column that does not fit on a page, the same in every row.
LEFT_OUT = ["seeds"]

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
    "distance",
)
DETAILS = ("tested_on", "training_garments", "operator", "weights", "region", "shift", "stretch")


def over_seeds(table, measures=MEASURES):
    """Yield the `measures` that a table has, for each network: (names, measure, seeds, (mean, low, high)).

    table: DataFrame with a row per seed. names: mapping of IDENTITY, and of the DETAILS that distinguish
    several rows of a run. seeds: their number. mean, low, high: see statistics.mean_and_interval; of one
    seed, low and high are as far from the mean as its column `measure` + INTERVAL says, if there is one.
    """
    keys = [*IDENTITY, *(key for key in DETAILS if key in table)]
    for values, group in table.groupby(keys, sort=False):
        names = dict(zip(keys, values))
        for measure in measures:
            if measure in group:
                mean, low, high = statistics.mean_and_interval(group[measure])
                if len(group) == 1 and measure + INTERVAL in group:
                    reach = group[measure + INTERVAL].item()
                    low, high = mean - reach, mean + reach
                yield names, measure, len(group), (mean, low, high)


def of_tables(tables):
    """Return the means over seeds of the MEASURES in `tables`, with their 95 % intervals, as a DataFrame.

    tables: DataFrames with a row per seed. Columns: IDENTITY, measure (with the DETAILS, if any), seeds
    (their number), mean, and interval, half its width. Eigenvectors, which are the same for all seeds, are
    left out.
    """
    rows = []
    for table in tables:
        if "weights" in table:
            table = table[table["weights"] != "eigenvectors"]
        for names, measure, count, interval in over_seeds(table):
            mean, low, _ = map(float, interval)
            details = [str(names[key]) for key in DETAILS if key in names]
            rows.append(
                {key: names[key] for key in IDENTITY}
                | {"measure": f"{measure} ({', '.join(details)})" if details else measure}
                | {"seeds": count, "mean": mean, "interval": mean - low}
            )
    return pd.DataFrame(rows)
