"""The map over all offsets: against a plain loop, and against random frames."""

import numpy as np
import pytest
import torch

from shiftlab.analysis import invariance, translation
from shiftlab.data import datasets, placement
from shiftlab.figures import tiles
from shiftlab.networks import build
from shiftlab.training import evaluation, loop
from tests.training.test_loop import RUN, path


@pytest.fixture(scope="module")
def garments():
    """The 200 tiny test garments."""
    return datasets.load(path("test_images"), path("test_labels"), 10, 56, "cpu")


@pytest.fixture(scope="module")
def network(garments):
    """A perceptron that has learned something: half of what it is asked, so that errors would show."""
    images = datasets.load(path("train_images"), path("train_labels"), 10, 56, "cpu")
    offsets = placement.draw_offsets(200, "uniform", (29, 29), torch.Generator().manual_seed(0))
    return loop.train(RUN, images, garments.at(offsets, RUN["normalisation"]))[0]


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_the_map_is_that_of_a_plain_loop(garments, architecture):
    """One frame at a time, pasted and normalised by NumPy, at every offset; dropout is off."""
    torch.manual_seed(0)
    network = build.network(architecture, 56, (28, 28), 10, {}).train()
    chosen = datasets.choose(garments.labels, 1)[:1]
    mapped = translation.translation_map(network, garments, chosen, RUN["normalisation"])
    predicted, probabilities = mapped["predicted"], mapped["probabilities"]
    assert mapped["shown"].all() and mapped["garments"] == chosen.numpy()
    assert probabilities.shape == (1, 29, 29, 10) and probabilities.dtype == np.uint8
    assert predicted.shape == (1, 29, 29) and predicted.dtype == np.uint8
    assert len(np.unique(predicted)) > 1  # or nothing would be tested
    garment = garments.windows[chosen.item(), 28, 28, :28, :28].numpy()
    network.eval()
    for row in range(29):
        for column in range(29):
            (frame,) = tiles.place(garment[None], [(row, column)], 56)
            pixels = (frame / 255 - RUN["normalisation"]["mean"]) / RUN["normalisation"]["std"]
            with torch.no_grad():
                (scores,) = network(torch.from_numpy(pixels[None, None].astype(np.float32)))
            # The class predicted, unless two are as good as equal.
            assert scores.max() - scores[predicted[0, row, column].item()] < 1e-5, (row, column)
            kept = probabilities[0, row, column] / 255
            assert np.abs(kept - scores.softmax(dim=0).numpy()).max() <= 0.5 / 255 + 1e-5, (row, column)


def test_expected_accuracy_is_that_of_random_frames_to_within_their_error(network, garments):
    chosen = datasets.choose(garments.labels, "all")
    mapped = translation.translation_map(network, garments, chosen, RUN["normalisation"])
    predicted = mapped["predicted"]
    said = mapped["probabilities"].argmax(axis=3)
    assert (said == predicted[mapped["shown"]]).mean() > 0.98  # but for ties by rounding
    labels = garments.labels.numpy()
    exact = invariance.accuracy_map(predicted, labels).mean()
    assert 0.2 < exact < 0.8
    draws = 20
    index = torch.arange(200).repeat(draws)
    generator = torch.Generator().manual_seed(1)
    offsets = placement.draw_offsets(len(index), "uniform", (29, 29), generator)
    answers = evaluation.log_probabilities(network, garments.at(offsets, RUN["normalisation"], index))
    sampled = (answers.argmax(dim=1) == garments.labels[index]).double().mean().item()
    chance = (predicted == labels[:, None, None]).mean(axis=(1, 2))  # of each garment to be recognised
    error = np.sqrt((chance * (1 - chance)).sum() / draws) / 200
    assert error < 0.01
    assert abs(sampled - exact) < 4 * error


def test_an_invariant_network_is_measured_at_every_offset(garments):
    """What it says at one offset, and the largest change over all: none to speak of, unless it is broken."""
    torch.manual_seed(0)
    network = build.network("fourier_modulus_two_full", 56, (28, 28), 10, {"hidden": 7}).eval()
    chosen = datasets.choose(garments.labels, 3)
    mapped = translation.invariant_map(network, garments, chosen, RUN["normalisation"])
    full = translation.translation_map(network, garments, chosen, RUN["normalisation"])
    assert (mapped["predicted"] == full["predicted"]).mean() > 0.999
    assert np.abs(mapped["probabilities"].astype(int) - full["probabilities"]).max() <= 1
    assert len(mapped["measured"]) == translation.MEASURED and set(mapped["measured"]) <= set(chosen.tolist())
    assert len(mapped["changes"]) == len(mapped["measured_predicted"]) == translation.MEASURED
    assert 0 < mapped["changes"].max() < 1e-4
    broken = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(56 * 56, 10)).eval()
    mapped = translation.invariant_map(broken, garments, chosen, RUN["normalisation"])
    assert mapped["changes"].min() > 0.1
    assert all(len(np.unique(answers)) > 1 for answers in mapped["measured_predicted"])


def test_garments_are_chosen_evenly_and_always_alike(garments):
    chosen = datasets.choose(garments.labels, 7)
    assert torch.bincount(garments.labels[chosen]).tolist() == [7] * 10
    assert len(chosen.unique()) == 70
    assert torch.equal(chosen, datasets.choose(garments.labels, 7))
    first = torch.cat([(garments.labels == label).nonzero()[:7, 0] for label in range(10)]).sort().values
    assert not torch.equal(chosen, first)  # they may be sorted in some way
    assert datasets.choose(garments.labels, "all").tolist() == list(range(200))


def test_more_garments_keep_those_that_were_chosen(garments):
    few, more = (set(datasets.choose(garments.labels, count).tolist()) for count in (3, 9))
    assert few < more
