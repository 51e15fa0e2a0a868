import numpy as np
import pytest
import torch

from shiftlab.analysis import deformation
from shiftlab.data import frames, placement


@pytest.mark.parametrize("side", [20, 21])
def test_stretching_moves_what_is_off_the_middle_outwards(side):
    """Keys' cubic convolution with a = -1/2 is exact for a parabola, away from the border."""
    along = torch.arange(side) - (side - 1) / 2
    row = 3 * along**2 - along + 2
    stretched = deformation.stretched(row.expand(1, 1, side, side), 0.1)[0, 0]
    sources = along / 1.1
    expected = 3 * sources**2 - sources + 2
    torch.testing.assert_close(stretched[:, 3:-3], expected[3:-3].expand(side, side - 6))


def test_stretching_changes_neither_a_constant_nor_a_column():
    columns = torch.rand(2, 1, 16, 1, generator=torch.Generator().manual_seed(0)).expand(2, 1, 16, 16)
    torch.testing.assert_close(deformation.stretched(columns, 0.1), columns)


def test_changes_and_distances_are_those_of_the_features():
    garments = torch.rand(5, 1, 12, 12, generator=torch.Generator().manual_seed(0))
    maps = torch.nn.Conv2d(1, 3, 5)
    changes, distances = deformation.measure(maps, garments)
    with torch.no_grad():
        features = maps(garments).flatten(1).numpy()
        wider = maps(deformation.stretched(garments, 0.05)).flatten(1).numpy()
    expected = np.linalg.norm(wider - features, axis=1)
    assert changes[deformation.STRETCHES.index(0.05)].numpy() == pytest.approx(expected, rel=1e-5)
    others = [np.linalg.norm(features[2] - features[other]) for other in (0, 1, 3, 4)]
    assert distances[2].item() == pytest.approx(np.mean(others), rel=1e-5)


def test_the_first_garments_are_in_the_middle():
    count = deformation.GARMENTS + 1
    images = torch.arange(count, dtype=torch.int32).to(torch.uint8)[:, None, None].repeat(1, 2, 2)
    garments = frames.Garments(placement.windows(images, 6), torch.zeros(count, dtype=torch.int64))
    centered = deformation.centered(garments, {"mean": 0, "std": 1})
    assert len(centered) == deformation.GARMENTS
    torch.testing.assert_close(255 * centered[7, 0, 2:4, 2:4], torch.full((2, 2), 7.0))
    assert centered[7].sum().item() == pytest.approx(4 * 7 / 255)
