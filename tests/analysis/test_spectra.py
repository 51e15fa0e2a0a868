import numpy as np
import pytest
import scipy.fft
import torch

from shiftlab.analysis import spectra
from shiftlab.data import placement

SIDE = 56
ROWS, COLUMNS = np.indices((SIDE, SIDE))


def wave(u, v, phase=0.7):
    return np.cos(2 * np.pi * (u * ROWS + v * COLUMNS) / SIDE + phase)


@pytest.mark.parametrize("mode", [(3, 5), (0, 1), (7, -2), (28, 0), (28, 28), (28, 5)])
def test_a_plane_wave_is_one_pair_whatever_its_mean_and_size(mode):
    """Also where a mode is its own partner, at half a cycle per pixel."""
    images = np.stack([wave(*mode), 5 - 3 * wave(*mode)])
    assert spectra.pair_share(images) == pytest.approx([1, 1])


def test_two_waves_share_the_energy():
    images = (2 * wave(3, 5) + wave(-4, 1))[None]
    assert spectra.pair_share(images) == pytest.approx([0.8])


def test_a_spectrum_shows_a_wave_on_both_sides_of_the_middle():
    (power,) = spectra.power(wave(3, 5)[None] + 4)
    assert power.sum() == pytest.approx(1)
    assert power[28 + 3, 28 + 5] == pytest.approx(0.5) and power[28 - 3, 28 - 5] == pytest.approx(0.5)


def test_cosine_shares_add_up_the_best_atoms():
    atoms = np.zeros((1, SIDE, SIDE))
    atoms[0, 2, 3], atoms[0, 0, 9], atoms[0, 40, 1] = 3, -2, 1
    images = scipy.fft.idctn(atoms, axes=(1, 2), norm="ortho") + 10
    assert spectra.cosine_shares(images, 4) == pytest.approx(np.array([[9, 13, 14, 14]]) / 14)


def test_white_noise_has_the_share_that_chance_gives():
    """Of n alike exponential variables the largest is about (ln n + 0.577) / n of their sum."""
    noise = np.random.default_rng(0).standard_normal((200, SIDE, SIDE))
    pairs = SIDE * SIDE / 2
    assert spectra.pair_share(noise).mean() == pytest.approx((np.log(pairs) + 0.577) / pairs, rel=0.05)


def test_an_image_without_energy_has_no_shares():
    zeros = np.zeros((2, SIDE, SIDE), np.float32)
    assert not spectra.pair_share(zeros).any() and not spectra.cosine_shares(zeros, 3).any()


def test_a_frame_of_odd_side():
    rows, columns = np.indices((9, 9))
    images = np.cos(2 * np.pi * (2 * rows + 4 * columns) / 9)[None]
    assert spectra.pair_share(images) == pytest.approx([1])


def test_a_rectangle_has_pairs_of_its_own():
    """Also modes that are their own partner in one direction or in both."""
    rows, columns = np.indices((20, 33))
    for u, v in ((3, 5), (10, 0), (10, 4), (-2, 7)):
        image = np.cos(2 * np.pi * (u * rows / 20 + v * columns / 33) + 0.7)
        assert spectra.pair_share(image[None]) == pytest.approx([1])
    assert spectra.power(np.ones((2, 20, 33))).shape == (2, 20, 33)
    assert spectra.cosine_shares(np.random.default_rng(0).normal(size=(2, 4, 5)), 32).shape == (2, 20)


def test_the_middle_is_where_a_centered_garment_is():
    garment = torch.arange(1, 20 * 33 + 1, dtype=torch.uint8).view(1, 20, 33)
    generator, index = torch.Generator(), torch.zeros(1, dtype=int)
    for frame in (33, 36, 47, 56):
        offsets = placement.draw_offsets(1, "center", placement.offset_counts(frame, (20, 33)), generator)
        frames = placement.place(placement.windows(garment, frame), index, offsets).numpy()
        assert np.array_equal(frames[:, *spectra.middle(frame, (20, 33))], garment.numpy())


def test_a_stripe_in_the_middle_has_a_quarter_of_its_energy_in_one_pair_of_the_frame():
    """A wave of a whole number of cycles, cut to 28x28 of 56x56 pixels: the share of the area."""
    stripe = wave(6, 8) * np.pad(np.ones((28, 28)), 14)
    measured = spectra.measure(stripe[None], (28, 28))
    assert measured["middle/pair_share"] == pytest.approx([1])
    assert measured["frame/pair_share"] == pytest.approx([0.25])
    assert measured["frame/cosine_shares"].shape == measured["middle/cosine_shares"].shape == (1, 32)


def test_noise_outside_the_middle_counts_on_the_frame_alone():
    noise = np.random.default_rng(0).normal(size=(1, SIDE, SIDE))
    noise[:, 14:42, 14:42] = wave(6, 8)[14:42, 14:42]
    measured = spectra.measure(noise, (28, 28))
    assert measured["middle/pair_share"] == pytest.approx([1]) and measured["frame/pair_share"] < 0.1


def test_stripes_hold_the_weights_against_two_controls():
    weights, untrained = (np.stack([wave(2, 2 * mode)] * 3).astype(np.float32) for mode in (2, 3))
    arrays = spectra.stripes(weights, untrained + 0.5 * weights, (28, 28), seed=1)
    for region, noise in {"frame": 0.01, "middle": 0.04}.items():
        kinds = ("trained", "untrained", "noise")
        shares = [arrays[f"{kind}/{region}/pair_share"].mean() for kind in kinds]
        assert shares[:2] == pytest.approx([1, 0.8]) and shares[2] < noise
    assert arrays["noise/middle/pair_share"].mean() > 2 * arrays["noise/frame/pair_share"].mean()
    assert arrays["noise/frame/cosine_shares"].shape == (3, spectra.ATOMS)
    again = spectra.stripes(weights, untrained, (28, 28), seed=1)
    assert np.array_equal(arrays["noise/frame/pair_share"], again["noise/frame/pair_share"])
