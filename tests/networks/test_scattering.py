"""Wavelets and their coefficients, held against Kymatio's, and against every offset there is."""

import numpy as np
import pytest
import torch
from kymatio.scattering2d.filter_bank import filter_bank
from kymatio.scattering2d.frontend.torch_frontend import ScatteringTorch2D

from shiftlab.data import datasets, download
from shiftlab.networks import build, front_ends, scattering
from tests.conftest import DATA

NORMALISATION = {"mean": 0.1307, "std": 0.3081}


@pytest.fixture(scope="module")
def garments():
    """The tiny test garments in their frames of 56."""
    images, labels = (download.find(DATA, file, "") for file in ("test_images", "test_labels"))
    return datasets.load(images, labels, 10, 56, torch.device("cpu"))


def test_the_wavelets_are_kymatio_s():
    """Its angles count from the other axis, and the last one is the first turned by half a turn."""
    ours = scattering.morlets(56, 3, 8)
    for wavelet in filter_bank(56, 56, 3, 8)["psi"]:
        scale, angle = wavelet["j"], wavelet["theta"] + 1
        wave = ours[scale, angle % 8]
        if angle == 8:
            wave = wave.flip(0, 1).roll((1, 1), (0, 1))
        np.testing.assert_allclose(wave, wavelet["levels"][0], atol=1e-4)


@pytest.mark.parametrize("scales", [2, 3])
def test_the_coefficients_are_kymatio_s_where_there_is_no_border(garments, scales):
    """A garment alone in a wide black frame, where padding does not matter.

    Kymatio averages over windows of 2^J pixels, on a grid as coarse: take the mean over four such grids.
    """
    frame, angles, half = 128, 8, 2**scales // 2
    grey = garments.inputs(torch.tensor([0]), torch.zeros(1, 2, dtype=int), {"mean": 0, "std": 1})
    black = torch.zeros(4, frame, frame)
    for number, (down, across) in enumerate([(0, 0), (0, half), (half, 0), (half, half)]):
        black[number, 50 + down : 78 + down, 50 + across : 78 + across] = grey[0, 0, :28, :28]
    ours = scattering.Scattering(frame, scales, angles)(black[:1, None])[0]
    theirs = ScatteringTorch2D(scales, (frame, frame), angles).scattering(black).mean(dim=(0, 2, 3))

    turned = [(angle + 1) % angles for angle in range(angles)]
    first = [scale * angles + angle for scale in range(scales) for angle in turned]
    # Theirs go by the first wavelet, then by the second; ours by both scales, then by both angles.
    pairs = [(one, other) for one in range(scales) for other in range(one + 1, scales)]
    second = [
        scales * angles + pairs.index((one, other)) * angles**2 + angle * angles + coarser
        for one in range(scales)
        for angle in turned
        for other in range(one + 1, scales)
        for coarser in turned
    ]
    torch.testing.assert_close(ours[0], theirs[0], rtol=1e-3, atol=0)
    torch.testing.assert_close(ours[1:].exp()[first + second], theirs[1:], rtol=1e-2, atol=1e-5)


def test_the_number_of_coefficients_is_that_of_the_formula():
    for scales, angles, count in ((3, 8, 217), (4, 8, 417), (2, 4, 1 + 8 + 16)):
        made = scattering.Scattering(32, scales, angles)
        assert front_ends.shape_of_features(made, 32) == (count,)


@pytest.mark.parametrize(
    "architecture", ["scattering_two_full", "fourier_modulus_two_full", "wavelet_fourier_two_full"]
)
def test_features_and_classes_are_the_same_at_every_offset(garments, architecture):
    """All 841 of them, of a boot and a bag, through the whole network."""
    torch.manual_seed(0)
    network = build.network(architecture, 56, (28, 28), 10, {}).eval()
    centered = garments.draw_offsets("center", torch.Generator())
    spread = front_ends.encode(network.front_end, garments.at(centered, NORMALISATION))
    network.standardise.fit(spread)
    offsets = torch.cartesian_prod(torch.arange(29), torch.arange(29))
    for garment in (0, 1):
        index = torch.full((len(offsets),), garment)
        with torch.no_grad():
            features = network.front_end(garments.inputs(index, offsets, NORMALISATION))
            scores = network[1:](features)
        assert ((features - features[0]).abs() / spread.std(dim=0)).max() < 1e-2
        assert len(scores.argmax(dim=1).unique()) == 1


def test_the_gradient_is_that_of_small_steps(garments):
    front_end = scattering.Scattering(20, 2, 4).double()
    frames = torch.rand(5, 1, 20, 20, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    assert torch.autograd.gradcheck(front_end, frames[:1].requires_grad_(), fast_mode=True)
    together = front_end(frames.requires_grad_())  # more frames than a chunk
    assert torch.equal(together, torch.cat([front_end(frame[None]) for frame in frames]))
    assert front_end(torch.zeros(1, 1, 20, 20, dtype=torch.float64)).isfinite().all()
