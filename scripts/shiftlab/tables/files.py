"""Tables as files: CSV for programs, TeX for documents."""

import pandas as pd

# Columns of names: an operator may be called 1.10, and a dataset NA.
NAMES = ("dataset", "trained_on", "tested_on", "architecture", "operator", "weights")


def read(csv):
    """Return the DataFrame in a CSV file that `write` wrote."""
    return pd.read_csv(csv, converters=dict.fromkeys(NAMES, str))


def write(table, csv, tex, left_out=()):
    """Write a DataFrame to a CSV file, and to a TeX file with booktabs rules and four significant digits.

    left_out: columns to omit from the TeX file, because a page is not wide enough.
    """
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    shown = table.drop(columns=list(left_out)).rename(columns=lambda name: name.replace("_", " "))
    shown.to_latex(tex, index=False, escape=True, float_format="%.4g")
