"""Tables as files: CSV for programs, TeX for documents."""


def write(table, csv, tex, left_out=()):
    """Write a DataFrame to a CSV file, and to a TeX file with booktabs rules and four significant digits.

    left_out: columns to omit from the TeX file, because a page is not wide enough.
    """
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    shown = table.drop(columns=list(left_out)).rename(columns=lambda name: name.replace("_", " "))
    shown.to_latex(tex, index=False, escape=True, float_format="%.4g")
