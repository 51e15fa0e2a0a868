import json

import numpy as np
import pytest
import torch

from shiftlab.tables import accuracy
from shiftlab.training import evaluation
from tests.tables.conftest import RUN


def test_an_accuracy_row_has_what_the_predictions_reach(tmp_path, record):
    probabilities = torch.tensor([[0.7, 0.3], [0.4, 0.6], [0.9, 0.1]])
    loss, share = evaluation.loss_and_accuracy(probabilities.log(), torch.tensor([0, 1, 1]))
    (tmp_path / "shifted.json").write_text(json.dumps({"loss": loss, "accuracy": share, "confusion": []}))
    row = accuracy.row(RUN, record, tmp_path / "shifted.json")
    expected = RUN._asdict() | {
        "parameters": 7,
        "test_loss": pytest.approx(-np.log([0.7, 0.6, 0.1]).mean()),
        "test_accuracy": pytest.approx(2 / 3),
    }
    assert list(row.items()) == list(expected.items())
