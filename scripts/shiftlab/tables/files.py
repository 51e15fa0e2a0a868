"""Tables as files: CSV for programs, TeX for pages."""

import math

import pandas as pd

PAGE_ROWS = 50  # more are a longtable, which continues on the next page

# The last words of measures that are no shares.
NO_SHARES = ("loss", "seconds", "ratio")

# In an article of 10 pt, where a page is 345 pt wide, \scriptsize is 7 pt.
TEX = r"""{\scriptsize\setlength{\tabcolsep}{3pt}%%
%s}
"""

# Columns of names: an operator may be called 1.10, and a dataset NA.
NAMES = ("dataset", "trained_on", "tested_on", "architecture", "operator", "weights", "region")


def read(csv):
    """Return the DataFrame in a CSV file that `write` wrote."""
    return pd.read_csv(csv, converters=dict.fromkeys(NAMES, str))


def write(table, csv, tex, left_out=()):
    """Write a DataFrame to a CSV file, and to a TeX file that fits on a page.

    left_out: columns to omit from the TeX file, because a page is not wide enough; the seed is omitted as
    well if there is only one. In TeX, shares are in percent and spaces replace underscores.
    """
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    if "seed" in table and table["seed"].nunique() == 1:
        left_out = [*left_out, "seed"]
    shown = table.drop(columns=list(left_out))
    numeric = [pd.api.types.is_numeric_dtype(kind) for kind in shown.dtypes]
    headers = pd.MultiIndex.from_tuples(map(_header, shown, numeric))
    if not any(headers.get_level_values(0)):
        headers = headers.droplevel(0)
    cells = [[_cell(column, row) for column in shown] for row in shown.to_dict("records")]
    body = pd.DataFrame(cells, columns=headers).to_latex(
        index=False,
        escape=True,
        sparsify=False,
        column_format="@{}" + "".join("r" if number else "l" for number in numeric) + "@{}",
        longtable=len(shown) > PAGE_ROWS,
    )
    with open(tex, "w", encoding="utf-8") as file:
        file.write(TEX % body.rstrip())


def _header(column, numeric):
    """Return the two lines of a header: "expected_accuracy" -> ("expected", "accuracy") above numbers."""
    first, _, rest = column.partition("_") if numeric else ("", "", column)
    return (first, rest.replace("_", " ")) if rest else ("", first)


def _cell(column, row):
    """Return the text of a cell. row: a mapping; of a summary, it names the measure of its numbers."""
    value = row[column]
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, int):
        return str(value) if column == "seed" else f"{value:,}"
    if math.isnan(value):
        return "--"
    if row.get("measure", column).endswith(NO_SHARES):
        return f"{value:.2f}"
    return f"{100 * value:.1f} %"
