import json

import pytest

from shiftlab.tables import tested_on
from tests.tables.conftest import RUN


def test_a_row_names_both_datasets(tmp_path):
    (tmp_path / "centered.json").write_text(json.dumps({"frames": 100, "accuracy": 0.5}))
    row = tested_on.row(RUN, "centered", tmp_path / "centered.json")
    expected = RUN | {"tested_on": "centered", "accuracy": 0.5, "accuracy_interval": pytest.approx(0.1)}
    assert list(row.items()) == list(expected.items())
