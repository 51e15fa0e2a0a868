"""A history that was changed at random is a history still, or refused by name in one line."""

import pandas as pd
import pytest
from hypothesis import example, given, settings

from shiftlab.tables import histories
from tests.damage import changed, read_or_refused

HISTORY = b"""epoch,train_loss,test_loss,test_accuracy
0,,2.3105854,0.0945
1,1.2294113,0.8731216,0.7213
2,0.8011214,0.7340111,0.7533
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "history.csv"


def test_what_was_written_is_read(file):
    file.write_bytes(HISTORY)
    pd.testing.assert_frame_equal(histories.read(file), pd.read_csv(file))


@given(changed(HISTORY))
@example(HISTORY.replace(b"2.31", b"2_31"))  # which Python's float() takes
@settings(max_examples=300, deadline=None)
def test_a_history(file, content):
    file.write_bytes(content)
    table = read_or_refused(histories.read, file)
    if table is not None:
        assert tuple(table) == histories.COLUMNS
        assert all(kind.kind in "if" for kind in table.dtypes)
        assert table["epoch"].tolist() == list(range(len(table)))
