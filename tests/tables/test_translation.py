import pytest

from shiftlab.tables import translation
from tests.tables.conftest import RUN


def test_a_translation_row_is_counted_from_the_predictions(random_map):
    file, right = random_map
    row = translation.row(RUN, file)
    assert list(row.values())[:7] == [*RUN.values(), 5, pytest.approx(right.mean())]
    assert list(row)[6:] == [
        *(f"{which}_accuracy" for which in ("expected", "center", "best", "worst")),
        *(
            "consistency",
            "expected_accuracy_interval",
            "consistency_interval",
            "measured",
            "change",
            "changed",
        ),
    ]
