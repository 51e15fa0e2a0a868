"""Settings are judged on training garments that were held out, and on nothing else."""

import numpy as np
import pytest
import torch

from shiftlab.data import datasets, idx, validation
from shiftlab.networks import build, front_ends
from shiftlab.training import loop, tuning
from tests.training.test_loop import RUN, path

INPUTS = {"images": path("train_images"), "labels": path("train_labels")}
ENCODED = RUN | {"architecture": "fourier_modulus_two_full", "options": {"hidden": 20}}


def measure(run=RUN, inputs=INPUTS):
    return tuning.measure(run, inputs, "cpu", 1)


@pytest.fixture
def encodings(tmp_path):
    """The encodings of the training garments alone, as the rule encode writes them."""
    garments = datasets.load(*INPUTS.values(), 10, 56, torch.device("cpu"))
    features = encoded(garments)
    np.savez(tmp_path / "train.npz", features=features, labels=garments.labels)
    return tmp_path / "train.npz"


def encoded(garments):
    front_end = build.front_end(ENCODED["architecture"], 56, (28, 28), ENCODED["options"])
    centered = garments.draw_offsets("center", torch.Generator())
    return front_ends.encode(front_end, garments.at(centered, RUN["normalisation"]))


def rewritten(folder, changed):
    """Return inputs in which the images that `changed`, int64 (M,), names are noise."""
    images = idx.read(INPUTS["images"]).copy()
    images[changed] = np.random.default_rng(0).integers(256, size=images[changed].shape, dtype=np.uint8)
    idx.write(folder / "images", images)
    return INPUTS | {"images": folder / "images"}


def test_a_result_has_the_run_and_what_the_held_out_garments_say_of_it():
    found = measure()
    assert RUN.items() <= found.items()
    assert (found["trained_garments"], found["validation_garments"]) == (340, 60)
    assert 0.2 < found["validation_accuracy"] < 1 and found["seconds"] > 0
    assert found["validation_accuracy"] * 60 == pytest.approx(round(found["validation_accuracy"] * 60))
    again = measure()
    assert found | {"seconds": 0} == again | {"seconds": 0}


def test_training_sees_no_garment_that_is_held_out(tmp_path, monkeypatch):
    """Noise in their place leaves every weight as it is; noise among the others does not."""
    trained = []

    def note(*arguments):
        network, history = train(*arguments)
        trained.append(network.state_dict())
        return network, history

    train = loop.train
    monkeypatch.setattr(loop, "train", note)
    trained_on, held_out = validation.split(torch.tensor(idx.read(INPUTS["labels"]).tolist()))
    found = [measure(inputs=rewritten(tmp_path, changed)) for changed in ([], held_out, trained_on[:1])]
    same, noise, other = (
        [torch.equal(trained[0][name], network[name]) for name in network] for network in trained
    )
    assert all(same) and all(noise) and not any(other)
    assert found[1]["validation_accuracy"] < found[0]["validation_accuracy"]


def test_encodings_are_split_like_the_garments(encodings):
    found = measure(ENCODED, {"train_encodings": encodings})
    assert (found["trained_garments"], found["validation_garments"]) == (340, 60)
    parts = validation.split(torch.tensor(idx.read(INPUTS["labels"]).tolist()))
    sets = []
    for part in parts:
        garments = datasets.load(*INPUTS.values(), 10, 56, torch.device("cpu"), index=part)
        sets.append(front_ends.Encodings(encoded(garments), garments.labels))
    _, history = loop.train(ENCODED, *sets)
    assert found["validation_accuracy"] == history[-1]["test_accuracy"]
    assert found["validation_loss"] == pytest.approx(history[-1]["test_loss"], abs=1e-5)


def test_few_garments_are_split_like_many():
    found = measure(RUN | {"training_garments": 120})
    assert (found["trained_garments"], found["validation_garments"]) == (100, 20)


def test_a_setting_decides_the_result():
    longer = measure(RUN | {"training": RUN["training"] | {"epochs": 6}})
    assert longer["validation_loss"] < measure()["validation_loss"]
