"""Random changes in training mode, and what evaluation does instead."""

import pytest
import torch
from torch import nn

from shiftlab.networks.augmentation import Mirrored, RandomShift


def maps(count=200):
    return torch.rand(count, 2, 6, 5, generator=torch.Generator().manual_seed(0))


def test_mirror_images_are_for_training_and_their_mean_for_evaluation():
    torch.manual_seed(0)
    network = Mirrored(nn.Flatten(), nn.Linear(60, 4))
    plain = nn.Sequential(*network)
    here, mirrored = plain(maps()), plain(maps().flip(3))
    scores = network(maps())
    is_here, is_mirrored = ((scores - other).abs().amax(dim=1) < 1e-5 for other in (here, mirrored))
    assert (is_here ^ is_mirrored).all() and 70 < is_mirrored.sum() < 130
    network.eval()
    torch.testing.assert_close(network(maps()), (here + mirrored) / 2)
    torch.testing.assert_close(network(maps()), network(maps().flip(3)))


def test_each_map_moves_by_at_most_so_many_pixels_in_training():
    torch.manual_seed(0)
    network = RandomShift(2)
    moved = network(maps())
    assert torch.equal(network.eval()(maps()), maps())
    rows, columns = torch.arange(6), torch.arange(5)
    counts = []
    for dy in range(-2, 3):
        for dx in range(-2, 3):
            # Beyond the border, the map continues with its value there.
            expected = maps()[:, :, (rows + dy).clamp(0, 5)][..., (columns + dx).clamp(0, 4)]
            counts.append((moved == expected).all(dim=(1, 2, 3)).sum().item())
    assert sum(counts) == len(maps()) and min(counts) > 0


@pytest.mark.parametrize("module", [Mirrored(nn.Identity()), RandomShift(1)])
def test_the_seed_determines_the_changes(module):
    drawn = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        drawn.append(module(maps()))
    assert torch.equal(drawn[0], drawn[1]) and not torch.equal(drawn[0], drawn[2])
