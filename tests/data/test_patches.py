import numpy as np

from shiftlab.data import idx, patches
from shiftlab.data.download import FILES
from tests.conftest import DATA

GARMENTS = idx.read(DATA / f"{FILES['train_images']}.gz")


def test_patches_hold_something_of_garments():
    cut = patches.cut(GARMENTS, seed=0)
    assert cut.shape == (patches.BANK, 8, 8) and cut.dtype == np.uint8
    assert (cut > 0).mean() > 0.9
    assert np.array_equal(cut, patches.cut(GARMENTS, seed=0))
    assert patches.cut(GARMENTS[:, :20, :5], seed=0).shape[1:] == (1, 1)
