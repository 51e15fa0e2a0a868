import shutil

import pytest
import torch

from shiftlab.benchmark import notebook
from shiftlab.data import datasets, idx
from tests.conftest import DATA
from tests.training.test_loop import RUN, path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The tiny garments as torchvision reads them: not compressed."""
    folder = tmp_path_factory.mktemp("garments")
    for file in DATA.glob("*.gz"):
        with idx.open_idx(file) as source, open(folder / file.stem, "wb") as target:
            shutil.copyfileobj(source, target)
    return folder


@pytest.mark.parametrize("placement", ["uniform", "center"])
def test_its_frames_are_among_those_of_the_pipeline(folder, placement):
    """Each is the garment at one of its possible offsets, with the same normalisation."""
    run = RUN | {"placement": placement}
    garments = datasets.load(path("train_images"), path("train_labels"), 10, 56, torch.device("cpu"))
    everywhere = torch.cartesian_prod(torch.arange(29), torch.arange(29))
    allowed = everywhere if placement == "uniform" else torch.tensor([[14, 14]])
    found = set()
    for number in range(20):
        frame, label = notebook.frames(folder, run).dataset[number]
        ours = garments.inputs(torch.full((len(allowed),), number), allowed, run["normalisation"])
        alike = (ours - frame).abs().amax(dim=(1, 2, 3)) < 1e-5
        assert alike.any() and label == garments.labels[number]
        found.add(int(alike.nonzero()[0]))
    assert len(found) > 15 or placement == "center"


def test_a_loader_goes_through_all_garments_in_batches(folder):
    sizes = [len(labels) for _, labels in notebook.frames(folder, RUN)]
    assert sizes == [50] * 8


def test_its_training_learns(folder):
    torch.manual_seed(1)
    network = notebook.NETWORKS["two_full"](56, 10)
    optimiser = notebook.optimiser(network, RUN)
    loader = notebook.frames(folder, RUN | {"placement": "center"})
    losses = [notebook.train_epoch(network, optimiser, loader, torch.device("cpu")) for _ in range(5)]
    assert losses[-1] < losses[0] - 0.5
