import numpy as np
import pytest
import torch

from shiftlab.data import datasets
from shiftlab.data.download import FILES
from shiftlab.jobs.errors import UserError
from tests.conftest import DATA

NORMALISATION = {"mean": 0.1307, "std": 0.3081}
TRAINING_IMAGES = DATA / f"{FILES['train_images']}.gz"
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
    garments = datasets.load_test(tmp_path / "test.npz", 56, torch.device("cpu"))
    assert garments.windows.shape == (200, 29, 29, 56, 56) and garments.size == (28, 28)
    assert np.array_equal(garments.labels, arrays["labels"])
    frozen = datasets.load_frozen(tmp_path / "test.npz", NORMALISATION, torch.device("cpu"))
    placed = garments.at(torch.from_numpy(arrays["offsets"]), NORMALISATION)
    order = torch.tensor([3, 199, 0, 7, 7])
    for one, other in zip(frozen.batches(order, 2), placed.batches(order, 2), strict=True):
        assert torch.equal(one, other)
    assert torch.equal(frozen.labels, placed.labels)


@pytest.mark.parametrize("background", [{"noise": 0.1}, "clutter"])
def test_a_background_is_frozen_behind_the_same_garments(background):
    black, one, other = (
        datasets.freeze_test(IMAGES, LABELS, 10, 56, "uniform", given, TRAINING_IMAGES)
        for given in ("black", background, background)
    )
    assert np.array_equal(one["frames"], other["frames"]) and np.array_equal(one["offsets"], black["offsets"])
    assert (one["frames"] != black["frames"]).any(axis=(1, 2)).all()


def test_the_first_garments_are_balanced_whatever_their_order():
    labels = np.array([2, 2, 2, 0, 1, 0, 2, 1, 0])
    assert datasets.first_balanced(labels, 4).tolist() == [0, 1, 3, 4]
    assert datasets.first_balanced(labels, 9).tolist() == list(range(9))
    garments = datasets.load(IMAGES, LABELS, 10, 56, "cpu", count=30)
    assert torch.bincount(garments.labels).tolist() == [3] * 10
    every = datasets.load(IMAGES, LABELS, 10, 56, "cpu")
    first = [(every.labels == label).nonzero()[:3, 0] for label in range(10)]
    assert torch.equal(garments.labels, every.labels[torch.cat(first).sort().values])


def test_files_that_do_not_belong_together_are_refused():
    with pytest.raises(UserError, match="do not belong together"):
        datasets.read(IMAGES, DATA / f"{FILES['train_labels']}.gz", 10)


def test_a_label_without_a_name_is_refused():
    with pytest.raises(UserError, match="holds label 9, but only 9 classes"):
        datasets.read(IMAGES, LABELS, 9)
