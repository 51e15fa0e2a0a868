import numpy as np
import pytest

from shiftlab.analysis import spectra
from shiftlab.tables import stripes
from tests.tables.conftest import RUN


def test_stripes_have_a_row_for_each_kind_of_weights(tmp_path):
    arrays = spectra.stripes(*np.random.default_rng(0).normal(size=(2, 4, 8, 8)), seed=1)
    np.savez(tmp_path / "a.npz", **{f"fc1/{name}": array for name, array in arrays.items()})
    found = stripes.rows(RUN, tmp_path / "a.npz")
    assert [(row["operator"], row["weights"], row["neurons"]) for row in found] == [
        ("fc1", kind, 4) for kind in ("trained", "untrained", "noise")
    ]
    assert found[0]["pair_share"] == pytest.approx(arrays["trained/pair_share"].mean())
    assert found[1]["cosine_32"] == pytest.approx(arrays["untrained/cosine_shares"][:, 31].mean())


def test_a_page_has_the_columns_that_it_has_room_for():
    shown = [count for count in range(1, spectra.ATOMS + 1) if f"cosine_{count}" not in stripes.LEFT_OUT]
    assert shown == [4, 16]
