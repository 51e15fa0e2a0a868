import numpy as np
import pytest
import torch

from shiftlab.data import datasets
from shiftlab.data.download import FILES
from shiftlab.jobs.errors import UserError
from tests.conftest import DATA

IMAGES, LABELS = (DATA / f"{FILES[file]}.gz" for file in ("test_images", "test_labels"))


def test_the_tiny_set_is_balanced_and_real():
    for part, count in (("train", 40), ("test", 20)):
        images, labels = (DATA / f"{FILES[f'{part}_{kind}']}.gz" for kind in ("images", "labels"))
        garments, numbers = datasets.read(images, labels, 10)
        assert garments.shape == (10 * count, 28, 28)
        assert np.bincount(numbers).tolist() == [count] * 10


def test_test_offsets_are_frozen():
    one, other = (datasets.freeze_test(IMAGES, LABELS, 10, 56, "uniform") for _ in range(2))
    assert np.array_equal(one["offsets"], other["offsets"])
    assert len(np.unique(one["offsets"], axis=0)) > 150


def test_centered_garments_stand_in_the_middle():
    assert (datasets.freeze_test(IMAGES, LABELS, 10, 56, "center")["offsets"] == 14).all()


def test_a_frozen_test_set_comes_back(tmp_path):
    arrays = datasets.freeze_test(IMAGES, LABELS, 10, 56, "uniform")
    np.savez(tmp_path / "test.npz", **arrays)
    garments, offsets = datasets.load_test(tmp_path / "test.npz", 56, torch.device("cpu"))
    assert garments.windows.shape == (200, 29, 29, 56, 56)
    assert np.array_equal(garments.labels, arrays["labels"])
    assert np.array_equal(offsets, arrays["offsets"])


def test_files_that_do_not_belong_together_are_refused():
    with pytest.raises(UserError, match="do not belong together"):
        datasets.read(IMAGES, DATA / f"{FILES['train_labels']}.gz", 10)


def test_a_label_without_a_name_is_refused():
    with pytest.raises(UserError, match="holds label 9, but only 9 classes"):
        datasets.read(IMAGES, LABELS, 9)
