import json

from shiftlab.tables import transfer
from tests.tables.conftest import RUN


def test_a_transfer_row_names_both_datasets(tmp_path):
    (tmp_path / "centered.json").write_text(json.dumps({"loss": 0.9, "accuracy": 0.5, "confusion": []}))
    row = transfer.row(RUN, "centered", tmp_path / "centered.json")
    assert list(row) == ["trained_on", "tested_on", "architecture", "seed", "accuracy"]
    assert list(row.values()) == ["shifted", "centered", "net", 3, 0.5]
