import base64
import hashlib
import json
import zlib

import numpy as np
import pytest
import safetensors.numpy

from shiftlab.analysis import invariance
from shiftlab.handout import live_data, live_equivariance, live_opening, live_stripe
from tests.test_security import HOSTILE


def unpacked(embedded):
    """Return the facts and the arrays of an embedded figure, as the page reads them."""
    facts = json.loads(embedded["facts"])
    content, arrays = zlib.decompress(base64.b64decode(embedded["bytes"])), {}
    for entry in facts.pop("layout"):
        values = np.frombuffer(content, entry["type"], np.prod(entry["shape"], dtype=int))
        arrays[entry["name"]] = values.reshape(entry["shape"])
        content = content[values.nbytes :]
    assert content == b""
    return facts, arrays


def equal(arrays, expected):
    return arrays.keys() == expected.keys() and all(
        arrays[name].dtype == array.dtype and np.array_equal(arrays[name], array)
        for name, array in expected.items()
    )


@pytest.fixture
def test_set(tmp_path):
    """The garments of a test set, uint8 (9, 4, 4), two of which are chosen."""
    garments = np.random.default_rng(0).integers(256, size=(9, 4, 4), dtype=np.uint8)
    np.savez(tmp_path / "test.npz", garments=garments)
    (tmp_path / "garments.csv").write_text("garment,label,kind\n8,2,easy\n4,1,hard\n")
    return garments


def test_of_each_class_an_easy_and_a_hard_garment_are_chosen():
    labels = np.array([1, 0, 0, 0, 1, 2])
    shares = np.array([[0.1, 1.0, 0.6, 0.2, 0.0, 0.3], [0.9, 0.8, 0.4, 0.0, 0.0, 0.3]])
    assert live_opening.choose(labels, shares) == [
        (1, "easy"),
        (2, "hard"),
        (0, "easy"),
        (4, "hard"),
        (5, "easy"),
    ]


def test_where_nothing_depends_on_the_offset_the_hard_garment_is_one_that_is_not_recognised():
    assert live_opening.choose(np.zeros(4, int), np.array([[1, 1, 0, 1]])) == [(0, "easy"), (2, "hard")]


def test_garments_are_chosen_by_the_mean_over_the_networks(tmp_path):
    files = [tmp_path / "one.npz", tmp_path / "other.npz"]
    for file, shares in zip(files, ([0.1, 1.0, 0.6], [0.9, 0.8, 0.4])):
        np.savez(file, shown_garments=[4, 7, 9], shown_labels=[1, 0, 0], shown_shares=shares)
    assert live_opening.choose_from(files).values.tolist() == [
        [7, 0, "easy"],
        [9, 0, "hard"],
        [4, 1, "easy"],
    ]


def answers(*rows):
    """Return predictions for maps of 29 x 29 offsets: 3 in the centre, others near it, and 9 further away.

    rows: for each network, how many of the 8 offsets around the centre have another answer, per garment.
    """
    predicted = np.full((len(rows), len(rows[0]), 29, 29), 9, np.uint8)
    predicted[:, :, 10:19, 10:19] = 3
    around = [(y, x) for y in (13, 14, 15) for x in (13, 14, 15) if (y, x) != (14, 14)]
    for network, counts in enumerate(rows):
        for garment, count in enumerate(counts):
            for y, x in around[:count]:
                predicted[network, garment, y, x] = 5
    return predicted


@pytest.mark.parametrize(
    "accuracies, invariant, expected",
    [
        ((0.9, 0.2, 0.8, 0.7), (False, False, True, True), (1, 1, 2)),  # not 0, the most accurate, nor 3
        ((0.9, 0.2, 0.8, 0.7), (False, False, False, False), (1, 1, 0)),
        ((0.8, 0.9, 0.7, 0.7), (False, False, False, False), (1, 1, 0)),
        ((0.9, 0.2, 0.8, 0.7), (True, True, True, True), (1, 1, 0)),
    ],
)
def test_the_figure_opens_where_a_small_move_changes_most(accuracies, invariant, expected):
    """Garment 2, whose answers change more, is not recognised in the centre."""
    predicted = answers((1, 0, 8), (2, 4, 8), (0, 0, 0), (0, 0, 0))
    labels = np.array([3, 3, 4])
    found = live_opening.open_on(predicted, labels, np.array(accuracies), np.array(invariant))
    assert found == expected


def test_the_figure_opens_with_one_network_and_garments_that_it_does_not_recognise():
    found = live_opening.open_on(answers((1, 2)), np.array([0, 0]), np.array([0.5]), np.array([False]))
    assert found == (1, 0, 0)


def test_what_is_embedded_is_what_was_given():
    random = np.random.default_rng(0)
    arrays = {
        "bytes": random.integers(256, size=(3, 5), dtype=np.uint8),
        "weights": random.standard_normal((2, 3, 1), np.float32),
        "more": random.standard_normal(3),
        "turned": random.standard_normal((4, 2)).T,
    }
    facts, found = unpacked(live_data.embed({"names": HOSTILE}, arrays))
    assert facts == {"names": HOSTILE} and equal(found, arrays)
    assert "<" not in live_data.embed({"names": HOSTILE}, {})["facts"]


def test_the_opening_has_the_chosen_garments_only(tmp_path, test_set):
    """Of five garments in the map, three are shown, and two of these are chosen."""
    random = np.random.default_rng(0)
    predicted = random.integers(10, size=(5, 2, 3), dtype=np.uint8)
    labels, shown = np.array([1, 2, 1, 0, 2]), np.array([True, False, True, False, True])
    probabilities = random.integers(256, size=(3, 2, 3, 10), dtype=np.uint8)
    in_map = {"garments": [0, 3, 4, 6, 8], "labels": labels, "predicted": predicted}
    np.savez(tmp_path / "translation.npz", **in_map, shown=shown, probabilities=probabilities)
    measured = invariance.measure(in_map | {"garments": np.array(in_map["garments"]), "shown": shown}, 10)
    np.savez(tmp_path / "invariance.npz", **measured)
    network = {"name": "a/b", "title": "</script><script>", "invariant": False}
    facts, arrays = unpacked(
        live_opening.read(
            tmp_path / "garments.csv", tmp_path / "test.npz", [tmp_path / "translation.npz"],
            [tmp_path / "invariance.npz"], frame=6, classes=HOSTILE, networks=[network],
        )
    )  # fmt: skip
    assert facts["classes"] == HOSTILE and facts["garment"] == [4, 4] and facts["networks"] == [network]
    assert facts["garments"] == [
        {"number": 8, "label": 2, "kind": "easy"},
        {"number": 4, "label": 1, "kind": "hard"},
    ]
    assert facts["opening"]["networks"] == [0, 0]
    accuracies = np.rint(255 * (predicted == labels[:, None, None]).mean(axis=0)).astype(np.uint8)
    expected = {
        "garments": test_set[[8, 4]],
        "accuracies": accuracies[None],
        "predicted": predicted[None, [4, 2]],
        "probabilities": probabilities[None, [2, 1]],
    }
    assert arrays.pop("colours").shape == (256, 3) and equal(arrays, expected)


@pytest.mark.parametrize("frequency", [[2, 3], [-2, 3], [3, 0], [0, 4], [0, 28], [-28, 5]])
def test_the_strongest_frequency_of_a_stripe_is_its_own(frequency):
    v, u = np.mgrid[:56, :56]
    stripe = np.cos(2 * np.pi * (frequency[0] * v + frequency[1] * u) / 56 + 1)
    noise = np.random.default_rng(0).standard_normal((56, 56)) / 10
    assert np.abs(live_stripe.strongest(5 + stripe + noise)).tolist() == np.abs(frequency).tolist()
    if 28 not in np.abs(frequency):  # half a wave per pixel has two signs
        assert live_stripe.strongest(5 + stripe + noise) == frequency


def test_the_stripe_figure_has_the_most_striped_neurons(tmp_path, test_set):
    random = np.random.default_rng(0)
    weights, shares = random.standard_normal((20, 6, 6), np.float32), random.random(20)
    arrays = {"fc/weights": weights, "fc/trained/frame/pair_share": shares}
    np.savez(tmp_path / "stripes.npz", **arrays, **{"fc/noise/frame/pair_share": -shares})
    files = [tmp_path / name for name in ("garments.csv", "test.npz", "stripes.npz")]
    facts, arrays = unpacked(live_stripe.read(*files, frame=6, classes=HOSTILE))
    most = np.argsort(-shares)[: live_stripe.NEURONS]
    assert [neuron["number"] for neuron in facts["neurons"]] == most.tolist()
    assert [neuron["share"] for neuron in facts["neurons"]] == shares[most].tolist()
    assert equal(arrays, {"garments": test_set[[8, 4]], "weights": weights[most]})


def test_the_equivariance_figure_has_the_convolutions_only(tmp_path, test_set):
    random = np.random.default_rng(0)
    shapes = {
        "conv1.weight": (4, 1, 5, 5),
        "conv1.bias": (4,),
        "conv2.weight": (4, 2, 5, 5),
        "conv2.bias": (4,),
    }
    tensors = {name: random.standard_normal(shape, np.float32) for name, shape in shapes.items()}
    content = safetensors.numpy.save(tensors | {"fc1.weight": np.ones((3, 3))})
    (tmp_path / "weights.safetensors").write_bytes(content)
    run = {"normalisation": {"mean": 0.1, "std": 0.3}, "weights_sha256": hashlib.sha256(content).hexdigest()}
    (tmp_path / "training.json").write_text(json.dumps(run))
    files = ("garments.csv", "test.npz", "weights.safetensors", "training.json")
    embedded = live_equivariance.read(*(tmp_path / name for name in files), frame=6, classes=HOSTILE)
    facts, arrays = unpacked(embedded)
    assert facts["normalisation"] == {"mean": 0.1, "std": 0.3}
    assert equal(arrays, {"garments": test_set[[8, 4]]} | tensors)
