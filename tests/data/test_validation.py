import pytest
import torch

from shiftlab.data import datasets, idx, validation
from shiftlab.data.download import FILES
from shiftlab.jobs.errors import UserError
from tests.conftest import DATA

IMAGES, LABELS = (DATA / f"{FILES[file]}.gz" for file in ("train_images", "train_labels"))


@pytest.fixture
def labels():
    return torch.tensor(idx.read(LABELS).tolist())


def test_a_sixth_of_every_class_is_held_out_and_the_rest_is_trained_on(labels):
    trained_on, held_out = validation.split(labels)
    assert labels[held_out].bincount().tolist() == [40 // 6] * 10
    assert torch.equal(torch.cat([trained_on, held_out]).sort().values, torch.arange(400))


def test_classes_of_different_sizes_each_give_a_sixth():
    labels = torch.tensor([0] * 30 + [2] * 6 + [1] * 13)
    _, held_out = validation.split(labels)
    assert labels[held_out].bincount().tolist() == [5, 2, 1]


def test_the_split_is_drawn_but_always_the_same(labels):
    (_, one), (_, other) = validation.split(labels), validation.split(labels)
    assert torch.equal(one, other)
    places = torch.cat([(labels == label).nonzero().flatten() for label in range(10)]).view(10, 40)
    assert not torch.isin(places[:, :6], one).all() and not torch.isin(places[:, -6:], one).all()


def test_a_class_too_small_to_split_is_refused():
    with pytest.raises(UserError, match=r"tuning: class 1 has 5 training garments; .* at least 6"):
        validation.split(torch.tensor([0] * 9 + [1] * 5))


def test_held_out_frames_are_frozen_at_offsets_of_the_placement(labels):
    _, held_out = validation.split(labels)
    garments = datasets.load(IMAGES, LABELS, 10, 56, torch.device("cpu"), index=held_out)
    assert torch.equal(garments.labels, labels[held_out])
    normalisation = {"mean": 0.1307, "std": 0.3081}
    one, other = (validation.frames(garments, "uniform", normalisation) for _ in range(2))
    assert torch.equal(one.offsets, other.offsets) and len(one.offsets.unique(dim=0)) > 50
    assert (validation.frames(garments, "center", normalisation).offsets == 14).all()
    every = datasets.load(IMAGES, LABELS, 10, 56, torch.device("cpu"))
    expected = every.inputs(held_out, one.offsets, normalisation)
    assert torch.equal(next(one.batches(torch.arange(60), 60)), expected)
