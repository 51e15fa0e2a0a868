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
    (tmp_path / "shifted.json").write_text(json.dumps({"frames": 3, "loss": loss, "accuracy": share}))
    row = accuracy.row(RUN, record, tmp_path / "shifted.json")
    expected = RUN | {
        "parameters": 7,
        "test_garments": 3,
        "test_loss": pytest.approx(-np.log([0.7, 0.6, 0.1]).mean()),
        "test_accuracy": pytest.approx(2 / 3),
        "test_accuracy_interval": pytest.approx(2 * (2 / 9 / 3) ** 0.5),
    }
    assert list(row.items()) == list(expected.items())
