import pytest
import torch

from shiftlab.data import backgrounds, idx, patches
from shiftlab.data.download import FILES
from tests.conftest import DATA

GARMENTS = idx.read(DATA / f"{FILES['train_images']}.gz")


def drawn(settings, frames, offsets):
    cut = torch.from_numpy(patches.cut(GARMENTS, seed=0))
    background = backgrounds.from_settings(settings, cut)
    return background.add(frames, offsets, (28, 28), torch.Generator().manual_seed(0))


def test_noise_has_its_standard_deviation_and_is_clipped():
    grey = drawn({"noise": 0.1}, torch.full((50, 56, 56), 128, dtype=torch.uint8), None).double()
    assert grey.mean().item() == pytest.approx(128, abs=0.3)
    assert grey.std().item() == pytest.approx(25.5, rel=0.01)
    black = drawn({"noise": 0.1}, torch.zeros(50, 56, 56, dtype=torch.uint8), None)
    assert (black == 0).double().mean().item() == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("offset", [(0, 0), (14, 14), (28, 3)])
def test_clutter_fills_everything_but_the_garment_s_rectangle(offset):
    offsets = torch.tensor([offset]).repeat(2000, 1)
    lit = (drawn("clutter", torch.zeros(2000, 56, 56, dtype=torch.uint8), offsets) > 0).double().mean(dim=0)
    row, column = offset
    inside = torch.zeros(56, 56, dtype=bool)
    inside[row : row + 28, column : column + 28] = True
    assert (lit[inside] == 0).all()
    # A corner pixel is met by one place of a patch; wherever a patch fits beside the garment, others are too.
    fits = row >= 8 or row + 28 <= 48 or column >= 8 or column + 28 <= 48
    assert fits and (lit[~inside] > 0).double().mean() > 0.9
