import json

import numpy as np
import pytest

from shiftlab.tables import networks
from tests.tables.conftest import RUN, measured


def test_a_network_s_row_has_its_cost_beside_its_measures(tmp_path, record):
    predicted = np.array([[[1, 1], [1, 0]], [[2, 2], [2, 2]]], np.uint8)
    cost, encoding = tmp_path / "cost.json", tmp_path / "encodings.json"
    cost.write_text(json.dumps({"seconds": 2.5}))
    encoding.write_text(json.dumps({"seconds": 1.5}))
    files = record, cost, measured(tmp_path, predicted, np.array([1, 2]))
    row = networks.row(RUN, *files, encoding)
    assert row == {
        "dataset": "shifted",
        "architecture": "net",
        "seed": 3,
        "parameters": 7,
        "encoding_seconds": 1.5,
        "training_seconds": 2.5,
        "expected_accuracy": pytest.approx(7 / 8),
        "consistency": pytest.approx((9 / 16 + 1 / 16 + 1) / 2),
    }
    assert networks.row(RUN, *files) == row | {"encoding_seconds": 0}
