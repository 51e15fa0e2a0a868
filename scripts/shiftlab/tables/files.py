"""Tables as files: CSV for programs, TeX for pages."""

import math

import pandas as pd

PAGE_ROWS = 50  # more are a longtable, which continues on the next page

# The last words of measures that are no shares: numbers, whole ones, and tiny ones.
NUMBERS, WHOLE, TINY = ("loss", "seconds", "ratio"), ("changed", "garments"), ("change",)

# Settings that are no whole numbers are shown as they were given.
SETTINGS = ("learning_rate", "momentum")

# In an article of 10 pt, where a page is 345 pt wide, \scriptsize is 7 pt.
TEX = r"""{\scriptsize\setlength{\tabcolsep}{3pt}%%
%s}
"""

# Columns of names: an operator may be called 1.10, and a dataset NA.
NAMES = (
    *("network", "trained_on", "tested_on", "dataset", "architecture", "operator", "weights", "region"),
    *("other_network", "other_trained_on", "other_dataset", "other_architecture"),
)
# Those in paths, which pages do not show.
IN_PATHS = ("dataset", "architecture", "other_dataset", "other_architecture")


def read(csv):
    """Return the DataFrame in a CSV file that `write` wrote."""
    names = dict.fromkeys(NAMES, str)
    return pd.read_csv(csv, converters=names, keep_default_na=False, na_values=[""])


def write(table, csv, tex, left_out=()):
    """Write a DataFrame to a CSV file, and to a TeX file that fits on a page.

    left_out: columns to omit from the TeX file, because a page is not wide enough; names in paths, and the
    seed if there is only one, are omitted as well. In TeX, shares are in percent and spaces replace
    underscores.
    """
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    if "seed" in table and table["seed"].nunique() == 1:
        left_out = [*left_out, "seed"]
    shown = table.drop(columns=[*left_out, *(name for name in IN_PATHS if name in table)])
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
    words = column.split("_") if numeric else [column.replace("_", " ")]
    # The split that makes the longer of the two lines as short as possible.
    ways = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(len(words))]
    return min(ways, key=lambda lines: max(map(len, lines)))


def _cell(column, row):
    """Return the text of a cell. row: a mapping; of a summary, it names the measure of its numbers."""
    value = row[column]
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else ""
    if column in SETTINGS:
        return f"{value:g}"
    if isinstance(value, int):
        return str(value) if column == "seed" else f"{value:,}"
    if math.isnan(value):
        return "--"
    measure = row.get("measure", column)
    if measure.endswith(NUMBERS):
        return f"{value:.2f}"
    if measure.endswith(WHOLE):
        return f"{value:,.0f}"
    if measure.endswith(TINY):
        return f"{value:.0e}"
    return f"{100 * value:.1f} %"
