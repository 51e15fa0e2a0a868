import pandas as pd

from shiftlab.tables import files


def test_tex_omits_columns_that_csv_has(tmp_path):
    table = pd.DataFrame({"one": [1], "other": [2]})
    files.write(table, tmp_path / "a.csv", tmp_path / "a.tex", left_out=["other"])
    tex = (tmp_path / "a.tex").read_text()
    assert "one" in tex and "other" not in tex
    assert pd.read_csv(tmp_path / "a.csv").equals(table)


def test_text_is_escaped_in_tex(tmp_path):
    table = pd.DataFrame({"architecture": [r"\input{x}_$&%#"], "test_accuracy": [0.71754]})
    files.write(table, tmp_path / "table.csv", tmp_path / "table.tex")
    tex = (tmp_path / "table.tex").read_text()
    assert r"\input" not in tex and r"\$\&\%\#" in tex and "0.7175" in tex
    assert pd.read_csv(tmp_path / "table.csv").equals(table)
