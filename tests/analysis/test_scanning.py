"""Local layers that are computed once for all offsets: against one frame at a time."""

import pytest
import torch
from torch import nn

from shiftlab.analysis import scanning
from shiftlab.data import frames, idx, placement
from shiftlab.networks import build
from shiftlab.training import evaluation
from tests.training.test_loop import RUN, path

FRAME = 43


@pytest.fixture(scope="module")
def garments():
    """Three of the tiny garments, cut to 20x28: there are 24x16 offsets in the frame."""
    images = torch.tensor(idx.read(path("test_images"))[:3, 4:24])
    return frames.Garments(placement.windows(images, FRAME), torch.tensor([3, 1, 2]))


NETWORKS = {
    "stride 4": (7, build.network("two_conv_two_full", FRAME, (20, 28), 10, {})),
    "stride 3, dilated": (3, nn.Sequential(nn.Conv2d(1, 4, 3, dilation=2), nn.ReLU(), nn.MaxPool2d(3, 3))),
    "overlapping pooling": (2, nn.Sequential(nn.Conv2d(1, 4, 5, stride=2), nn.MaxPool2d(3, stride=2))),
    "stride 20": (1, nn.Sequential(nn.Conv2d(1, 2, 6, stride=20))),
    "normalised": (2, nn.Sequential(nn.BatchNorm2d(1), nn.Conv2d(1, 2, 2))),
    "then padded": (1, nn.Sequential(nn.Conv2d(1, 2, 3), nn.Conv2d(2, 2, 3, padding=1))),
}


@pytest.mark.parametrize("kind", NETWORKS)
def test_the_output_is_that_for_each_frame(garments, kind):
    """At every offset, in any order; in evaluation mode, and the mode is kept."""
    count, network = NETWORKS[kind]
    local, others = scanning.split(network.train())
    assert len(local) == count and len(local) + len(others) == len(network)
    rows, columns = garments.windows.shape[1:3]
    offsets = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))
    offsets = offsets[torch.randperm(len(offsets), generator=torch.Generator().manual_seed(0))]
    garment = torch.tensor(1)
    scanned = scanning.scan(local, garments, garment, offsets, RUN["normalisation"])
    placed = garments.at(offsets, RUN["normalisation"], garment.expand(len(offsets)))
    assert scanned.labels.tolist() == placed.labels.tolist()
    found, expected = evaluation.outputs(others, scanned), evaluation.outputs(network, placed)
    assert expected.flatten(1).std(dim=0).max() > 0.01  # it depends on the offset
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
    assert all(layer.training for layer in network.modules())


class Flipped(nn.Sequential):
    """Layers that see each map upside down."""

    def forward(self, maps):
        return super().forward(maps.flip(2))


@pytest.mark.parametrize(
    "network",
    [
        nn.Sequential(nn.Flatten(), nn.Linear(FRAME * FRAME, 2)),
        nn.Sequential(nn.Conv2d(1, 2, 3, padding="same"), nn.ReLU()),
        nn.Sequential(nn.MaxPool2d(2, ceil_mode=True), nn.ReLU()),
        Flipped(nn.Conv2d(1, 2, 3)),
    ],
    ids=["perceptron", "padding", "partial windows", "sequence with a forward of its own"],
)
def test_other_layers_are_not_local(network):
    local, others = scanning.split(network)
    assert len(local) == 0
    inputs = torch.rand(2, 1, FRAME, FRAME)
    assert torch.equal(others(inputs), network(inputs))
