import numpy as np
import pytest

from shiftlab.analysis import covariance, spectra
from shiftlab.tables import stripes
from tests.tables.conftest import RUN

GARMENTS = np.random.default_rng(1).integers(256, size=(20, 6, 5), dtype=np.uint8)


def measured(folder, neurons=4, frame=8):
    """Write the stripes.npz of a run and the covariance.npz of its dataset; return their paths and arrays."""
    weights = np.random.default_rng(0).normal(size=(2, neurons, frame, frame))
    arrays = spectra.stripes(*weights, (6, 5), seed=1)
    np.savez(folder / "stripes.npz", **{f"fc1/{name}": array for name, array in arrays.items()})
    eigenvectors = covariance.measure(GARMENTS, frame, "uniform")
    np.savez(folder / "covariance.npz", **eigenvectors)
    return [folder / "stripes.npz", folder / "covariance.npz"], arrays, eigenvectors


def test_stripes_have_a_row_for_each_kind_of_weights_and_region(tmp_path):
    paths, arrays, eigenvectors = measured(tmp_path)
    found = {(row["operator"], row["weights"], row["region"]): row for row in stripes.rows(RUN, *paths)}
    assert list(found) == [
        ("fc1", kind, region)
        for kind in ("trained", "untrained", "noise", "eigenvectors")
        for region in ("frame", "middle")
    ]
    row = found["fc1", "untrained", "middle"]
    assert (row["dataset"], row["seed"], row["neurons"]) == ("shifted", 3, 4)
    shares = arrays["untrained/middle/pair_share"]
    assert row["pair_share"] == pytest.approx(shares.mean())
    # Student's quantile for four values, times the standard error of their mean.
    assert row["pair_share_interval"] == pytest.approx(3.18245 * shares.std(ddof=1) / 2, rel=1e-5)
    assert row["cosine_30"] == pytest.approx(1) and "cosine_31" not in row  # the middle has 6 x 5 atoms
    row = found["fc1", "trained", "frame"]
    assert row["cosine_32"] == pytest.approx(arrays["trained/frame/cosine_shares"][:, 31].mean())
    row = found["fc1", "eigenvectors", "frame"]
    assert row["neurons"] == 40 and row["pair_share"] == eigenvectors["frame/pair_share"].mean()


def test_one_neuron_has_no_interval_and_a_large_frame_no_eigenvectors(tmp_path, monkeypatch):
    monkeypatch.setattr(covariance, "LARGEST", 7)
    paths, *_ = measured(tmp_path, neurons=1)
    found = stripes.rows(RUN, *paths)
    assert {row["weights"] for row in found} == {"trained", "untrained", "noise"}
    assert all(np.isnan(row["pair_share_interval"]) and row["pair_share"] > 0 for row in found)
