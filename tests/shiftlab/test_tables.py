import json

import numpy as np
import pandas as pd
import pytest

from shiftlab import tables


def test_a_row_is_counted_from_the_predictions(tmp_path):
    probabilities = np.array([[0.7, 0.3], [0.4, 0.6], [0.9, 0.1]])
    np.savez(tmp_path / "predictions.npz", log_probabilities=np.log(probabilities), labels=[0, 1, 1])
    run = {
        "dataset": "shifted",
        "architecture": "net",
        "seed": 3,
        "parameters": 7,
        "seconds": 2.5,
        "frame": 56,
    }
    (tmp_path / "training.json").write_text(json.dumps(run))
    row = tables.accuracy_row(tmp_path / "training.json", tmp_path / "predictions.npz")
    assert list(row) == [
        "dataset",
        "architecture",
        "seed",
        "parameters",
        "test_loss",
        "test_accuracy",
        "seconds",
    ]
    assert row["test_accuracy"] == pytest.approx(2 / 3)
    assert row["test_loss"] == pytest.approx(-np.log([0.7, 0.6, 0.1]).mean())


def test_reproduction_compares_the_epochs_that_both_have():
    notebook = pd.DataFrame({"epoch": [0, 1, 2], "loss": [2.3, 1.0, 0.9], "correct": [1000, 6000, 7000]})
    history = pd.DataFrame({"epoch": [0, 1], "test_loss": [2.4, 1.1], "test_accuracy": [0.11, 0.61]})
    table = tables.reproduction(notebook, history)
    assert table.values.tolist() == [[0, 2.3, 2.4, 0.1, 0.11], [1, 1.0, 1.1, 0.6, 0.61]]


def test_text_is_escaped_in_tex(tmp_path):
    table = pd.DataFrame({"architecture": [r"\input{x}_$&%#"], "test_accuracy": [0.71754]})
    tables.write(table, tmp_path / "table.csv", tmp_path / "table.tex")
    tex = (tmp_path / "table.tex").read_text()
    assert r"\input" not in tex and r"\$\&\%\#" in tex and "0.7175" in tex
    assert pd.read_csv(tmp_path / "table.csv").equals(table)
