import json

import numpy as np
import pytest

from shiftlab.tables import networks
from tests.tables.conftest import RUN, measured


def test_a_network_s_row_has_its_cost_beside_its_measures(tmp_path, record):
    predicted = np.array([[[1, 1], [1, 0]], [[2, 2], [2, 2]]], np.uint8)
    cost, measures = tmp_path / "cost.json", tmp_path / "measures.json"
    cost.write_text(json.dumps({"seconds": 2.5}))
    measures.write_text(json.dumps({"frames": 300, "accuracy": 0.75}))
    encodings = [tmp_path / "train.json", tmp_path / "test.json"]
    for encoding, seconds in zip(encodings, (1.5, 0.25)):
        encoding.write_text(json.dumps({"seconds": seconds}))
    files = record, cost, measured(tmp_path, predicted, np.array([1, 2])), measures
    row = networks.row(RUN, *files, encodings)
    assert row == RUN | {
        "parameters": 7,
        "epochs": 5,
        "encoding_seconds": 1.75,
        "training_seconds": 2.5,
        "test_accuracy": 0.75,
        "consistency": pytest.approx((9 / 16 + 1 / 16 + 1) / 2),
        "test_accuracy_interval": pytest.approx(0.05),
        "consistency_interval": pytest.approx(3 / 8),
    }
    assert networks.row(RUN, *files) == row | {"encoding_seconds": 0}
