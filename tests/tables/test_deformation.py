import numpy as np
import pandas as pd
import pytest

from shiftlab.tables import deformation, files, numbers
from tests.tables.conftest import RUN


@pytest.fixture
def measured(tmp_path):
    """The deformation.npz of a network with 2 x 3 x 3 features, of two garments."""
    arrays = {"changes": [[1, 3], [2, 6]], "distances": [8, 8]}
    arrays |= {"pixel_changes": [[2, 2], [4, 4]], "pixel_distances": [4, 4]}
    arrays = {name: np.array(values, np.float32) for name, values in arrays.items()}
    np.savez(tmp_path / "deformation.npz", shape=(2, 3, 3), stretches=(0.01, 0.1), **arrays)
    return tmp_path / "deformation.npz"


def test_a_stretch_in_percent_is_a_part_of_a_number_s_name(measured, tmp_path):
    rows = deformation.rows_of_pixels(RUN, measured, 56) + deformation.rows(RUN, measured)
    files.write(pd.DataFrame(rows), tmp_path / "table.csv", tmp_path / "table.tex")
    table = files.read(tmp_path / "table.csv")
    assert table["features"].tolist() == [56**2, 56**2, 18, 18] and "seed" not in table
    found = numbers.of_tables({"deformation": table})
    name = "runs/shifted/net/deformation"
    assert (found[f"{name}/1/distance"], found[f"{name}/10/distance"]) == (2 / 8, 4 / 8)
    # Student's quantile for two values, times their standard error, 1/8.
    assert found[f"{name}/1/distance_interval"] == pytest.approx(12.7062 / 8, abs=1e-4)
    assert found["runs/shifted/pixels/deformation/10/distance"] == 1
    assert found["runs/shifted/pixels/deformation/10/distance_interval"] == 0


def test_the_interval_is_that_of_other_garments():
    """Of as many garments, drawn often: twice the deviation of what is measured."""
    random, count = np.random.default_rng(0), 60
    found = []
    for _ in range(500):
        points = random.exponential(size=(count, 2))
        changes = 0.1 * np.linalg.norm(points, axis=1)
        apart = np.linalg.norm(points[:, None] - points, axis=2)
        found.append(deformation.relative(changes, apart.sum(axis=1) / (count - 1)))
    ratios, halves = np.array(found).T
    assert halves.mean() == pytest.approx(2.001 * ratios.std(), rel=0.1)
