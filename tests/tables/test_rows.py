"""A row of a run in each table that has one."""

import json

import numpy as np
import pytest

from shiftlab.analysis import invariance
from shiftlab.experiment.runs import Run
from shiftlab.tables import accuracy, networks, ripple, transfer, translation

RUN = Run("shifted", "net", 3)
WHICH = {"dataset": "shifted", "architecture": "net", "seed": 3}


@pytest.fixture
def record(tmp_path):
    """The training.json of a run."""
    (tmp_path / "training.json").write_text(
        json.dumps(WHICH | {"parameters": 7, "seconds": 2.5, "encoding_seconds": 1.5, "frame": 56})
    )
    return tmp_path / "training.json"


@pytest.fixture
def measures(tmp_path):
    """The measures of a run on the test frames of a dataset."""
    (tmp_path / "shifted.json").write_text(json.dumps({"loss": 0.9, "accuracy": 2 / 3, "confusion": []}))
    return tmp_path / "shifted.json"


def measured(folder, predicted, labels):
    """Write the invariance.npz of a run that predicts these classes; return its path."""
    arrays = invariance.measure(np.arange(len(labels)), labels, predicted, np.full(len(labels), True), 10)
    np.savez(folder / "invariance.npz", **arrays)
    return folder / "invariance.npz"


def test_an_accuracy_row_has_what_was_trained_and_tested(record, measures):
    assert accuracy.row(RUN, record, measures) == WHICH | {
        "parameters": 7,
        "test_loss": 0.9,
        "test_accuracy": 2 / 3,
        "seconds": 2.5,
    }


def test_a_transfer_row_names_both_datasets(measures):
    row = transfer.row(RUN, "centered", measures)
    assert list(row.values()) == ["shifted", "centered", "net", 3, 2 / 3]


def test_rows_of_a_map_are_counted_from_its_predictions(tmp_path):
    predicted = np.random.default_rng(0).integers(2, size=(5, 29, 29), dtype=np.uint8)
    labels = np.array([0, 1, 1, 0, 1])
    file = measured(tmp_path, predicted, labels)
    right = (predicted == labels[:, None, None]).mean(axis=0)
    row = translation.row(RUN, file)
    assert list(row.values())[:5] == ["shifted", "net", 3, 5, pytest.approx(right.mean())]
    assert list(row)[4:] == [
        *(f"{which}_accuracy" for which in ("expected", "center", "best", "worst")),
        "consistency",
    ]
    row = ripple.row(RUN, file)
    assert row["mean_3_1"] == pytest.approx(right[3::4, 1::4].mean())
    assert row["ripple_ratio"] == pytest.approx(row["share_4"] / (row["share_3"] * row["share_5"]) ** 0.5)
    assert row["ripple_range"] > 0


def test_a_network_s_row_has_its_cost_beside_its_measures(tmp_path, record):
    predicted = np.array([[[1, 1], [1, 0]], [[2, 2], [2, 2]]], np.uint8)
    row = networks.row(RUN, record, measured(tmp_path, predicted, np.array([1, 2])))
    assert row == WHICH | {
        "parameters": 7,
        "encoding_seconds": 1.5,
        "training_seconds": 2.5,
        "expected_accuracy": pytest.approx(7 / 8),
        "consistency": pytest.approx((9 / 16 + 1 / 16 + 1) / 2),
    }
