import numpy as np
import pandas as pd
import pytest

from shiftlab.tables import files


def test_tex_omits_columns_that_csv_has(tmp_path):
    table = pd.DataFrame({"one": [1], "other": [2]})
    files.write(table, tmp_path / "a.csv", tmp_path / "a.tex", left_out=["other"])
    tex = (tmp_path / "a.tex").read_text()
    assert "one" in tex and "other" not in tex
    assert pd.read_csv(tmp_path / "a.csv").equals(table)


def test_text_is_escaped_in_tex(tmp_path):
    table = pd.DataFrame({"network": [r"\input{x}_$&%#"], "test_accuracy": [0.5]})
    files.write(table, tmp_path / "table.csv", tmp_path / "table.tex")
    tex = (tmp_path / "table.tex").read_text()
    assert r"\input" not in tex and r"\$\&\%\#" in tex
    assert pd.read_csv(tmp_path / "table.csv").equals(table)


def lines_of(folder, **columns):
    """Return the header and the rows of a table's TeX file."""
    files.write(pd.DataFrame(columns), folder / "table.csv", folder / "table.tex")
    lines = (folder / "table.tex").read_text().splitlines()
    return [line.strip() for line in lines if line.endswith(r"\\")]


def test_a_page_has_shares_in_percent_under_headers_of_two_lines(tmp_path):
    columns = {"trained_on": ["my_shoes"], "parameters": [314710], "test_loss": [0.99051]}
    assert lines_of(tmp_path, **columns, test_accuracy=[0.71754], ripple_ratio=[np.nan]) == [
        r"&  & test & test & ripple \\",
        r"trained on & parameters & loss & accuracy & ratio \\",
        r"my shoes & 314,710 & 0.99 & 71.8 \% & -- \\",
    ]


def test_the_measure_of_a_row_says_whether_it_is_a_share(tmp_path):
    assert lines_of(tmp_path, measure=["ripple_ratio", "pair_share (fc1, noise)"], mean=[1.5, 0.01]) == [
        r"measure & mean \\",
        r"ripple ratio & 1.50 \\",
        r"pair share (fc1, noise) & 1.0 \% \\",
    ]


def test_a_page_has_the_seed_only_of_several(tmp_path):
    assert lines_of(tmp_path, seed=[3, 3], epoch=[0, 1]) == [r"epoch \\", r"0 \\", r"1 \\"]
    assert lines_of(tmp_path, seed=[3, 4], epoch=[0, 0])[0] == r"seed & epoch \\"


@pytest.mark.parametrize(("rows", "kind"), [(files.PAGE_ROWS, "tabular"), (files.PAGE_ROWS + 1, "longtable")])
def test_a_table_longer_than_a_page_is_one_that_continues(tmp_path, rows, kind):
    lines_of(tmp_path, epoch=range(rows))
    assert rf"\begin{{{kind}}}" in (tmp_path / "table.tex").read_text()
