"""A run from its files to its files."""

import csv
import json

import numpy as np
import pytest
import torch

from shiftlab.data import datasets
from shiftlab.training import run
from tests.training.test_loop import RUN, path


@pytest.fixture
def files(tmp_path):
    """The paths of the inputs and the outputs of a run."""
    test = tmp_path / "test.npz"
    np.savez(test, **datasets.freeze_test(path("test_images"), path("test_labels"), 10, 56, "uniform"))
    inputs = {"images": path("train_images"), "labels": path("train_labels"), "test": test}
    names = {"weights": "weights.safetensors", "history": "history.csv", "record": "training.json"}
    names["cost"] = "cost.json"
    return inputs, {key: tmp_path / name for key, name in names.items()}


def test_what_is_written_can_be_read(files):
    inputs, outputs = files
    run.train(RUN, {"train.py": "1"}, inputs, outputs, "cpu", 1)
    rows = list(csv.DictReader(outputs["history"].open()))
    assert list(rows[0]) == ["epoch", "train_loss", "test_loss", "test_accuracy"]
    assert [int(row["epoch"]) for row in rows] == [0, 1, 2, 3]
    record = json.loads(outputs["record"].read_text())
    assert record["parameters"] == 56 * 56 * 100 + 100 + 100 * 10 + 10
    assert RUN.items() <= record.items()
    cost = json.loads(outputs["cost"].read_text())
    assert cost["versions"]["torch"] == torch.__version__.partition("+")[0]
    assert (cost["threads"], cost["device"]) == (1, "cpu")
    assert (
        cost["epoch_seconds"] == sorted(cost["epoch_seconds"])
        and cost["epoch_seconds"][-1] == cost["seconds"]
    )
    assert not outputs["weights"].with_name("checkpoint.zip").exists()
