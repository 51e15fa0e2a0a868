import pandas as pd
import pytest

from shiftlab.tables import equivariance, files, numbers, summary
from tests.tables.conftest import RUN

MEASURED = """operator,kind,stride,shift,distance
1.10,convolution,2.0,0,0.0
1.10,convolution,2.0,1,0.25
NA,linear,,0,0.0
NA,linear,,1,0.5
"""


@pytest.fixture
def measured(tmp_path):
    """The equivariance.csv of a run."""
    (tmp_path / "equivariance.csv").write_text(MEASURED)
    return tmp_path / "equivariance.csv"


def test_each_operator_has_a_row_for_each_shift(measured):
    found = equivariance.rows(RUN, measured)
    measures = {"operator": "1.10", "kind": "convolution", "stride": 2, "shift": 1, "distance": 0.25}
    assert found[1] == RUN | measures
    assert [(row["operator"], row["shift"], row["distance"]) for row in found[2:]] == [
        *[("NA", 0, 0), ("NA", 1, 0.5)]
    ]


def test_a_shift_is_a_part_of_a_number_s_name_and_of_a_measure_s(measured, tmp_path):
    rows = [row for seed in (1, 2) for row in equivariance.rows(RUN | {"seed": seed}, measured)]
    files.write(pd.DataFrame(rows), tmp_path / "table.csv", tmp_path / "table.tex")
    table = files.read(tmp_path / "table.csv")
    found = numbers.of_tables({"equivariance": table})
    assert found["runs/shifted/net/equivariance/1.10/1/distance"] == 0.25
    assert found["runs/shifted/net/equivariance/NA/0/distance"] == 0
    measures = summary.of_tables([table]).set_index("measure")
    assert measures.loc["distance (NA, 1)", ["seeds", "mean"]].tolist() == [2, 0.5]
