"""Crops around real garments of several sizes, and the networks on them."""

import pytest
import torch
from torch import nn
from torch.nn.functional import interpolate

from shiftlab.data import datasets, download, placement
from shiftlab.networks.recentring import Recentre
from tests.conftest import DATA
from tests.networks.architectures import functions_of

NORMALISATION = {"mean": 0.1307, "std": 0.3081}


def read_garments(size):
    """Return the tiny test garments, resized to (h, w) pixels: uint8 (200, h, w)."""
    files = (download.find(DATA, file, "") for file in ("test_images", "test_labels"))
    garments = torch.from_numpy(datasets.read(*files, 10)[0].copy())
    return interpolate(garments[:, None], size, mode="nearest")[:, 0]


def frames_at(garments, frame, offsets):
    """Return garments at offsets, int64 (N, 2), in normalised frames: float32 (N, 1, frame, frame)."""
    views = placement.windows(garments, frame)
    return placement.normalise(placement.place(views, torch.arange(len(garments)), offsets), **NORMALISATION)


@pytest.mark.parametrize(("size", "frame"), [((28, 28), 56), ((28, 28), 28), ((20, 32), 41), ((15, 11), 24)])
def test_crops_are_the_same_bits_at_every_offset(size, frame):
    garments = read_garments(size)
    rows, columns = placement.offset_counts(frame, size)
    for garment in (1, 50, 100):
        offsets = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))
        frames = frames_at(garments[garment].expand(len(offsets), *size), frame, offsets)
        crops = Recentre(size)(frames)
        assert crops.shape == (rows * columns, 1, *size)
        assert torch.equal(crops, crops[:1].expand_as(crops))


def test_the_crop_holds_the_garment_in_its_middle():
    """Two pixels far from the middle of the garment come as close to the middle of the crop as they can."""
    garment = torch.zeros(1, 28, 28, dtype=torch.uint8)
    garment[0, 3, 4], garment[0, 8, 21] = 10, 200
    crop = Recentre((28, 28))(frames_at(garment, 56, torch.tensor([[0, 28]])))[0, 0]
    black = crop.min()
    assert (crop > black).nonzero().tolist() == [[11, 5], [16, 22]]
    expected = placement.normalise(garment[:, [3, 8], [4, 21]].view(1, 1, 2), **NORMALISATION).flatten()
    assert torch.equal(crop[crop > black], expected)


@pytest.mark.parametrize("size", [(28, 28), (7, 4)])
def test_a_single_pixel_is_in_the_middle_at_every_offset(size):
    """Even where most of the crop lies outside the frame."""
    rows, columns = placement.offset_counts(30, size)
    offsets = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))
    for corner in ((0, 0), (size[0] - 1, size[1] - 1)):
        garment = torch.zeros(size, dtype=torch.uint8)
        garment[corner] = 1
        crops = Recentre(size)(frames_at(garment.expand(len(offsets), *size), 30, offsets))
        expected = torch.zeros(size, dtype=torch.bool)
        expected[size[0] // 2, size[1] // 2] = True
        assert torch.equal(crops > crops.min(), expected.expand(len(offsets), 1, *size))


def test_a_crop_that_reaches_beyond_the_frame_has_background_there():
    """A pixel in a corner of the frame: half of its crop lies outside."""
    frames = torch.full((1, 1, 9, 9), -0.4)
    frames[0, 0, 0, 8] = 2
    crop = Recentre((5, 7))(frames)[0, 0]
    expected = torch.full((5, 7), -0.4)
    expected[2, 3] = 2
    assert torch.equal(crop, expected)


@pytest.mark.parametrize("value", [0.0, -0.4242, 3.0])
def test_a_frame_of_one_value_gives_its_middle(value):
    frames = torch.full((2, 1, 56, 56), value)
    assert torch.equal(Recentre((28, 20))(frames), torch.full((2, 1, 28, 20), value))


def test_a_frame_without_background_is_cropped_in_its_middle():
    frames = torch.rand(3, 1, 56, 56, generator=torch.Generator().manual_seed(0))
    assert torch.equal(Recentre((28, 20))(frames), frames[:, :, 14:42, 18:38])


def test_the_gradient_reaches_exactly_the_cropped_pixels():
    garments = read_garments((28, 28))[:4]
    offsets = torch.tensor([[0, 0], [28, 28], [14, 14], [3, 25]])
    frames = frames_at(garments, 56, offsets).requires_grad_()
    crops = Recentre((28, 28))(frames)
    weights = torch.rand(crops.shape, generator=torch.Generator().manual_seed(0))
    (crops * weights).sum().backward()
    garment = frames > frames.amin(dim=(2, 3), keepdim=True)
    assert torch.equal(frames.grad[garment], weights[crops > crops.amin(dim=(2, 3), keepdim=True)])


@pytest.mark.parametrize("architecture", ["recentred_two_full", "recentred_conv"])
@pytest.mark.parametrize(("size", "frame"), [((28, 28), 56), ((20, 32), 41)])
def test_answers_are_the_same_at_every_offset(architecture, size, frame):
    """All of one garment, through the whole network; a batch may round differently at each place in it."""
    torch.manual_seed(0)
    file = functions_of(architecture)
    front_end, head = file.front_end(frame, size), file.build((1, *size), 10).eval()
    rows, columns = placement.offset_counts(frame, size)
    offsets = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))
    garment = read_garments(size)[30].expand(len(offsets), *size)
    with torch.no_grad():
        scores = head(front_end(frames_at(garment, frame, offsets)))
    assert scores.shape == (len(offsets), 10)
    torch.testing.assert_close(scores, scores[:1].expand_as(scores), atol=1e-5, rtol=0)


def test_the_recentred_perceptron_is_as_large_as_the_notebook_s_on_a_garment():
    head = functions_of("recentred_two_full").build((1, 28, 28), 10)
    assert sum(parameter.numel() for parameter in head.parameters()) == 79_510


def random_maps(count=200):
    return torch.rand(count, 2, 6, 5, generator=torch.Generator().manual_seed(0))


def test_mirror_images_are_for_training_and_their_mean_for_evaluation():
    torch.manual_seed(0)
    network = functions_of("recentred_conv").Mirrored(nn.Flatten(), nn.Linear(60, 4))
    plain = nn.Sequential(*network)
    here, mirrored = plain(random_maps()), plain(random_maps().flip(3))
    scores = network(random_maps())
    is_here, is_mirrored = ((scores - other).abs().amax(dim=1) < 1e-5 for other in (here, mirrored))
    assert (is_here ^ is_mirrored).all() and 70 < is_mirrored.sum() < 130
    network.eval()
    torch.testing.assert_close(network(random_maps()), (here + mirrored) / 2)
    torch.testing.assert_close(network(random_maps()), network(random_maps().flip(3)))


def test_the_seed_determines_which_maps_are_mirrored():
    drawn = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        drawn.append(functions_of("recentred_conv").Mirrored(nn.Identity())(random_maps()))
    assert torch.equal(drawn[0], drawn[1]) and not torch.equal(drawn[0], drawn[2])
