import numpy as np
import pytest
import torch

from shiftlab.analysis import covariance, spectra
from shiftlab.data import idx, placement
from tests.conftest import DATA


def garments(count=7, height=3, width=4):
    return np.random.default_rng(0).integers(256, size=(count, height, width), dtype=np.uint8)


def every_frame(given, frame, rule):
    """Place each garment at each offset of a placement, one by one: float64 (frames, F * F)."""
    counts = placement.offset_counts(frame, given.shape[1:])
    rows, columns = placement.possible_offsets(rule, counts)
    offsets = torch.cartesian_prod(torch.tensor(rows), torch.tensor(columns))
    views = placement.windows(torch.from_numpy(given), frame)
    frames = [placement.place(views, torch.full((len(offsets),), n), offsets) for n in range(len(given))]
    return torch.cat(frames).flatten(1).numpy().astype(np.float64)


@pytest.mark.parametrize("rule", ["uniform", "center"])
@pytest.mark.parametrize("frame", [4, 7, 10])
def test_it_is_the_covariance_of_all_garments_at_all_offsets(rule, frame):
    """Also where garments are not square, and where one direction has a single offset."""
    frames = every_frame(garments(), frame, rule)
    expected = np.cov(frames, rowvar=False, bias=True)
    found = covariance.of_frames(garments(), frame, rule).reshape(frame**2, frame**2)
    assert found == pytest.approx(expected, abs=1e-8)


def test_garments_are_added_in_batches(monkeypatch):
    whole = covariance.of_frames(garments(), 6, "uniform")
    monkeypatch.setattr(covariance, "BATCH", 3)
    assert np.array_equal(covariance.of_frames(garments(), 6, "uniform"), whole)


def test_drawn_offsets_are_the_possible_ones():
    for rule in ("uniform", "center"):
        drawn = placement.draw_offsets(400, rule, (3, 4), torch.Generator().manual_seed(0))
        rows, columns = placement.possible_offsets(rule, (3, 4))
        assert {tuple(pair) for pair in drawn.tolist()} == {
            (row, column) for row in rows for column in columns
        }


def circulant(side=6):
    """The covariance of noise that was blurred on a torus: (F, F, F, F)."""
    kernel = np.random.default_rng(1).normal(size=(side, side))
    by_displacement = np.fft.ifft2(np.abs(np.fft.fft2(kernel)) ** 2).real
    matrix = [np.roll(by_displacement, (y, x), axis=(0, 1)) for y, x in np.ndindex(side, side)]
    return np.reshape(matrix, (side,) * 4)


def in_fourier_basis(given):
    """The same matrix, (H, W, H, W), in the Fourier basis, by a product with the unitary transform."""
    transform = np.kron(*(np.fft.fft(np.eye(side), norm="ortho") for side in given.shape[:2]))
    return transform @ given.reshape(transform.shape) @ transform.conj().T


def test_a_circulant_covariance_is_diagonal_in_the_fourier_basis_and_has_stripes_only():
    assert covariance.fourier_diagonal(circulant()) == pytest.approx(1)
    assert np.allclose(in_fourier_basis(circulant()), np.diag(in_fourier_basis(circulant()).diagonal()))
    vectors, _ = covariance.eigenvectors(circulant())
    waves = vectors[np.abs(vectors.mean(axis=(1, 2))) < 1e-6]  # all but the constant one
    assert len(waves) == 35 and spectra.pair_share(waves) == pytest.approx(np.ones(35))


def test_the_fourier_diagonal_is_that_of_the_transformed_matrix_in_each_region():
    given = covariance.of_frames(garments(), 6, "uniform")
    measured = covariance.measure(garments(), 6, "uniform")
    for region, matrix in {"frame": given, "middle": given[1:4, 1:5, 1:4, 1:5]}.items():
        squares = np.abs(in_fourier_basis(matrix)) ** 2
        expected = squares.diagonal().sum() / squares.sum()
        assert 0.05 < expected < 0.95
        assert measured[f"{region}/fourier_diagonal"] == pytest.approx(expected)


def test_eigenvectors_come_with_their_share_of_the_variance_the_largest_first():
    given = covariance.of_frames(garments(50), 7, "uniform")
    vectors, explained = covariance.eigenvectors(given.copy())
    assert vectors.shape == (40, 7, 7) and (np.diff(explained) < 0).all()
    flat, matrix = vectors.reshape(40, 49), given.reshape(49, 49)
    assert flat @ flat.T == pytest.approx(np.eye(40))
    assert matrix @ flat.T == pytest.approx(flat.T * explained * matrix.trace(), abs=1e-6)
    values = np.linalg.eigvalsh(matrix)[::-1]
    assert explained == pytest.approx(values[:40] / values.sum())


def test_directions_that_do_not_vary_are_no_eigenvectors():
    """Seven centered garments vary in six directions; a frame of nine pixels has nine at most."""
    measured = covariance.measure(garments(), 8, "center")
    assert measured["eigenvectors"].shape == (6, 8, 8) and measured["explained"].sum() == pytest.approx(1)
    assert measured["middle/pair_share"].shape == (6,)
    assert len(covariance.measure(garments(100, 2, 2), 3, "uniform")["eigenvectors"]) == 9
    for frame in (2, 8):
        constant = covariance.measure(np.full((3, 2, 2), 9, np.uint8), frame, "center")
        assert len(constant["eigenvectors"]) == 0 and np.isnan(constant["frame/fourier_diagonal"])


def test_shifts_make_the_eigenvectors_of_real_garments_more_striped():
    real = idx.read(DATA / "train-images-idx3-ubyte.gz")
    shifted, centered = (covariance.measure(real, 42, rule) for rule in ("uniform", "center"))
    assert shifted["eigenvectors"].dtype == np.float32
    for region in ("frame", "middle"):
        assert shifted[f"{region}/pair_share"].mean() > 1.5 * centered[f"{region}/pair_share"].mean()
        name = f"{region}/fourier_diagonal"
        assert 0 < centered[name] < shifted[name] < 1


def test_a_large_frame_has_no_eigenvectors_and_one_line_in_the_log(caplog):
    caplog.set_level("INFO")
    measured = covariance.measure(garments(), 1024, "uniform")
    assert len(caplog.messages) == 1 and "1024x1024" in caplog.messages[0]
    assert measured["eigenvectors"].shape == (0, 1024, 1024) and np.isnan(measured["middle/fourier_diagonal"])
    assert measured["frame/pair_share"].shape == (0,) and measured["explained"].shape == (0,)
