import numpy as np
import pytest
import torch
from torch.fft import fft2, ifft2

from shiftlab.analysis import wavelets
from shiftlab.data import frames, placement
from shiftlab.networks import front_ends, scattering

NORMALISATION = {"mean": 0.1, "std": 0.3}


@pytest.mark.parametrize("side", [20, 21])
def test_a_wavelet_in_space_is_what_it_makes_of_a_point(side):
    spectra = scattering.morlets(side, 2, 4)
    point = torch.zeros(side, side)
    point[side // 2, side // 2] = 1
    expected = ifft2(fft2(point) * spectra).real
    torch.testing.assert_close(wavelets.in_space(spectra), expected, atol=1e-6, rtol=0)


@pytest.mark.parametrize("side", [20, 21])
def test_the_littlewood_paley_sum_is_the_energy_that_is_kept(side):
    spectra = scattering.morlets(side, 2, 3).double()
    frame = torch.rand(side, side, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    transform = fft2(frame)
    kept = ifft2(transform * spectra).abs().square().sum() + side**2 * frame.mean() ** 2
    sums = wavelets.littlewood_paley(spectra)
    torch.testing.assert_close(kept, (sums * transform.abs().square()).mean())
    # Of a single real wave of any direction too.
    for k in ((0, 2), (3, -1)):
        down, across = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
        wave = torch.cos(2 * torch.pi * (k[0] * down + k[1] * across) / side).double()
        kept = ifft2(fft2(wave) * spectra).abs().square().sum() / wave.square().sum()
        assert kept.item() == pytest.approx(sums[k[0], k[1]].item(), rel=1e-6)


def test_a_typical_pair_is_nearest_the_means():
    features = torch.tensor([[0.0], [1], [3], [4], [10]])  # distances of 10, 30, 40, ...; 4.6 in the mean
    changes = torch.tensor([0.0, 9, 4, 5, 6])  # 4.8 in the mean
    labels = torch.tensor([0, 0, 0, 1, 1])
    garment, other, typical = wavelets.typical_pair(features, labels, changes)
    assert (garment, other) == (3, 0) and typical == pytest.approx(4.6)  # 10 is not of another class
    assert wavelets.typical_pair(features, torch.zeros(5, dtype=torch.int64), changes)[:2] == (3, 0)


@pytest.fixture
def measured():
    generator = torch.Generator().manual_seed(0)
    images = torch.randint(256, (6, 10, 10), generator=generator).to(torch.uint8)
    garments = frames.Garments(placement.windows(images, 24), torch.tensor([0, 1, 2, 0, 1, 2]))
    front_end = scattering.Scattering(24, 2, 4)
    standardise = front_ends.Standardise((1 + 8 + 16,))
    return wavelets.measure(front_end, standardise, garments, NORMALISATION), images


def test_maps_move_with_the_garment_and_coefficients_do_not_change(measured):
    arrays, _ = measured
    assert arrays["offsets"].tolist() == [[7, 7], [2, 11]]
    middle, moved = arrays["responses"]
    torch.testing.assert_close(moved, middle.roll((-5, 4), (2, 3)), rtol=0, atol=1e-5)
    first = arrays["coefficients"][:2, 1:9].exp()
    torch.testing.assert_close(first, arrays["responses"].mean(dim=(3, 4)).flatten(1))
    assert arrays["changes"][0] == 0 and arrays["changes"][1] < 1e-5 < arrays["changes"][2]


def test_the_frames_are_grey_levels_of_the_garments_chosen(measured):
    arrays, images = measured
    garment, other = arrays["chosen"].tolist()
    middle, moved, stretched, another = 255 * arrays["frames"].numpy()
    assert middle[7:17, 7:17] == pytest.approx(images[garment].numpy(), abs=1e-3)
    assert moved[2:12, 11:21] == pytest.approx(images[garment].numpy(), abs=1e-3)
    assert another[7:17, 7:17] == pytest.approx(images[other].numpy(), abs=1e-3)
    assert np.abs(stretched - middle).max() > 10 and np.abs(stretched[:7]).max() < 1e-3
