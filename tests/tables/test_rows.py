import json

import numpy as np
import pandas as pd
import pytest

from shiftlab.analysis import spectra
from shiftlab.tables import rows


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
    row = rows.accuracy_row(tmp_path / "training.json", tmp_path / "predictions.npz")
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
    table = rows.reproduction(notebook, {7: history, 8: history[:1]})
    assert table.values.tolist() == [
        [7, 0, 2.3, 2.4, 0.1, 0.11],
        [7, 1, 1.0, 1.1, 0.6, 0.61],
        [8, 0, 2.3, 2.4, 0.1, 0.11],
    ]


RUN = {"dataset": "shifted", "architecture": "net", "seed": 3}


def test_a_transfer_row_names_both_datasets(tmp_path):
    np.savez(tmp_path / "a.npz", log_probabilities=np.log([[0.7, 0.3], [0.4, 0.6]]), labels=[0, 0])
    row = rows.transfer_row(RUN | {"tested_on": "centered"}, tmp_path / "a.npz")
    assert list(row.values()) == ["shifted", "centered", "net", 3, 0.5]


def test_rows_of_a_map_are_counted_from_its_answers(tmp_path):
    predicted = np.random.default_rng(0).integers(2, size=(5, 29, 29), dtype=np.uint8)
    labels = np.array([0, 1, 1, 0, 1])
    np.savez(tmp_path / "a.npz", predicted=predicted, labels=labels)
    right = (predicted == labels[:, None, None]).mean(axis=0)
    row = rows.translation_row(RUN, tmp_path / "a.npz")
    assert list(row.values())[:5] == ["shifted", "net", 3, 5, pytest.approx(right.mean())]
    assert list(row)[4:] == [
        *(f"{which}_accuracy" for which in ("expected", "center", "best", "worst")),
        "consistency",
    ]
    row = rows.ripple_row(RUN, tmp_path / "a.npz")
    assert row["mean_3_1"] == pytest.approx(right[3::4, 1::4].mean())
    assert row["ripple_ratio"] == pytest.approx(row["share_4"] / (row["share_3"] * row["share_5"]) ** 0.5)
    assert row["ripple_range"] > 0


def test_a_network_s_row_has_its_cost_beside_its_measures(tmp_path):
    predicted = np.array([[[1, 1], [1, 0]], [[2, 2], [2, 2]]], np.uint8)
    np.savez(tmp_path / "a.npz", predicted=predicted, labels=np.array([1, 2]))
    record = RUN | {"parameters": 7, "encoding_seconds": 1.5, "seconds": 2.5}
    (tmp_path / "training.json").write_text(json.dumps(record))
    assert rows.networks_row(tmp_path / "training.json", tmp_path / "a.npz") == {
        "dataset": "shifted",
        "architecture": "net",
        "seed": 3,
        "parameters": 7,
        "encoding_seconds": 1.5,
        "training_seconds": 2.5,
        "expected_accuracy": pytest.approx(7 / 8),
        "consistency": pytest.approx((9 / 16 + 1 / 16 + 1) / 2),
    }


def test_tex_goes_without_columns_that_csv_has(tmp_path):
    table = pd.DataFrame({"one": [1], "other": [2]})
    rows.write(table, tmp_path / "a.csv", tmp_path / "a.tex", left_out=["other"])
    tex = (tmp_path / "a.tex").read_text()
    assert "one" in tex and "other" not in tex
    assert pd.read_csv(tmp_path / "a.csv").equals(table)


def test_stripes_have_a_row_for_each_kind_of_weights(tmp_path):
    arrays = spectra.stripes(*np.random.default_rng(0).normal(size=(2, 4, 8, 8)), seed=1)
    np.savez(tmp_path / "a.npz", **{f"fc1/{name}": array for name, array in arrays.items()})
    found = rows.stripes_rows(RUN, tmp_path / "a.npz")
    assert [(row["operator"], row["weights"], row["neurons"]) for row in found] == [
        ("fc1", kind, 4) for kind in ("trained", "untrained", "noise")
    ]
    assert found[0]["pair_share"] == pytest.approx(arrays["trained/pair_share"].mean())
    assert found[1]["cosine_32"] == pytest.approx(arrays["untrained/cosine_shares"][:, 31].mean())


def test_a_summary_is_the_mean_over_seeds_of_each_network():
    accuracy = pd.DataFrame(
        {
            "dataset": ["a", "a", "b", "b"],
            "architecture": ["net"] * 4,
            "seed": [1, 2, 1, 2],
            "parameters": [5] * 4,
            "test_accuracy": [0.5, 0.7, 0.2, 0.2],
        }
    )
    transfer = pd.DataFrame(
        {
            "trained_on": ["a", "a"],
            "tested_on": ["b", "b"],
            "architecture": ["net"] * 2,
            "seed": [1, 2],
            "accuracy": [0.1, 0.3],
        }
    )
    table = rows.summary([accuracy, transfer])
    assert table.iloc[:, :5].values.tolist() == [
        ["a", "net", "test_accuracy", 2, pytest.approx(0.6)],
        ["b", "net", "test_accuracy", 2, pytest.approx(0.2)],
        ["a", "net", "accuracy (b)", 2, pytest.approx(0.2)],
    ]
    # Student's t of one degree of freedom: 12.706 standard errors, here of 0.1.
    assert table["low"][0] == pytest.approx(0.6 - 1.2706, abs=1e-3)
    assert table["high"][1] == pytest.approx(0.2)


def test_text_is_escaped_in_tex(tmp_path):
    table = pd.DataFrame({"architecture": [r"\input{x}_$&%#"], "test_accuracy": [0.71754]})
    rows.write(table, tmp_path / "table.csv", tmp_path / "table.tex")
    tex = (tmp_path / "table.tex").read_text()
    assert r"\input" not in tex and r"\$\&\%\#" in tex and "0.7175" in tex
    assert pd.read_csv(tmp_path / "table.csv").equals(table)
