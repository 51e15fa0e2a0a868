import pytest

from shiftlab.tables import ripple
from tests.tables.conftest import RUN


def test_a_ripple_row_is_counted_from_the_predictions(random_map):
    file, right = random_map
    row = ripple.row(RUN, file)
    assert RUN.items() <= row.items()
    assert row["mean_3_1"] == pytest.approx(right[3::4, 1::4].mean())
    assert row["ripple_ratio"] == pytest.approx(row["share_4"] / (row["share_3"] * row["share_5"]) ** 0.5)
    assert row["ripple_range"] > 0
