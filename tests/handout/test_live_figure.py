import base64
import json
import zlib

import numpy as np

from shiftlab.analysis import invariance
from shiftlab.handout import live_figure
from tests.test_security import HOSTILE


def test_of_each_class_an_easy_and_a_hard_garment_are_chosen():
    labels = np.array([1, 0, 0, 0, 1, 2])
    shares = np.array([[0.1, 1.0, 0.6, 0.2, 0.0, 0.3], [0.9, 0.8, 0.4, 0.0, 0.0, 0.3]])
    assert live_figure.choose(labels, shares) == [
        (1, "easy"),
        (2, "hard"),
        (0, "easy"),
        (4, "hard"),
        (5, "easy"),
    ]


def test_where_nothing_depends_on_the_offset_the_hard_garment_is_one_that_is_not_recognised():
    assert live_figure.choose(np.zeros(4, int), np.array([[1, 1, 0, 1]])) == [(0, "easy"), (2, "hard")]


def test_what_is_packed_is_there_in_the_order_in_which_it_is_read():
    random = np.random.default_rng(0)
    colours, garments, predicted, probabilities = (
        random.integers(256, size=size, dtype=np.uint8)
        for size in ((256, 3), (2, 4, 5), (2, 3, 3), (2, 3, 3, 6))
    )
    accuracies = np.linspace(0, 1, 9).reshape(3, 3)
    text = live_figure.pack(colours, garments, [accuracies], [(predicted, probabilities)])
    content = zlib.decompress(base64.b64decode(text))
    parts = [colours, garments, np.rint(255 * accuracies).astype(np.uint8)]
    parts += [predicted[0], probabilities[0], predicted[1], probabilities[1]]
    assert content == b"".join(part.tobytes() for part in parts)


def test_only_the_chosen_garments_are_read_and_no_name_ends_their_script(tmp_path):
    """Of five garments in the map, three are shown, and two of these are chosen."""
    random = np.random.default_rng(0)
    predicted = random.integers(10, size=(5, 2, 3), dtype=np.uint8)
    labels, shown = np.array([1, 2, 1, 0, 2]), np.array([True, False, True, False, True])
    probabilities = random.integers(256, size=(3, 2, 3, 10), dtype=np.uint8)
    garments = random.integers(256, size=(9, 4, 4), dtype=np.uint8)
    np.savez(tmp_path / "test.npz", garments=garments)
    in_map = {"garments": [0, 3, 4, 6, 8], "labels": labels, "predicted": predicted}
    np.savez(tmp_path / "translation.npz", **in_map, shown=shown, probabilities=probabilities)
    measured = invariance.measure(in_map | {"garments": np.array(in_map["garments"]), "shown": shown}, 10)
    np.savez(tmp_path / "invariance.npz", **measured)
    (tmp_path / "garments.csv").write_text("garment,label,kind\n8,2,easy\n4,1,hard\n")
    facts, packed = live_figure.read(
        tmp_path / "garments.csv", tmp_path / "test.npz", [tmp_path / "translation.npz"],
        [tmp_path / "invariance.npz"],
        frame=6, classes=HOSTILE, networks=[{"name": "a/b", "title": "</script><script>"}],
    )  # fmt: skip
    assert "<" not in facts
    known = json.loads(facts)
    assert known["classes"] == HOSTILE and known["garment"] == [4, 4] and known["offsets"] == [2, 3]
    assert known["garments"] == [
        {"number": 8, "label": 2, "kind": "easy"},
        {"number": 4, "label": 1, "kind": "hard"},
    ]
    content = zlib.decompress(base64.b64decode(packed))[256 * 3 :]
    expected = [garments[[8, 4]], predicted[4], probabilities[2], predicted[2], probabilities[1]]
    accuracies = np.rint(255 * (predicted == labels[:, None, None]).mean(axis=0)).astype(np.uint8)
    expected.insert(1, accuracies)
    assert content == b"".join(part.tobytes() for part in expected)


def test_garments_are_chosen_by_the_mean_over_the_networks(tmp_path):
    files = [tmp_path / "one.npz", tmp_path / "other.npz"]
    for file, shares in zip(files, ([0.1, 1.0, 0.6], [0.9, 0.8, 0.4])):
        np.savez(file, shown_garments=[4, 7, 9], shown_labels=[1, 0, 0], shown_shares=shares)
    assert live_figure.choose_from(files).values.tolist() == [[7, 0, "easy"], [9, 0, "hard"], [4, 1, "easy"]]
