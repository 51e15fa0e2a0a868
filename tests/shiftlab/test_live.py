import base64
import zlib

import numpy as np

from shiftlab import live


def test_of_each_class_an_easy_and_a_hard_garment_are_chosen():
    labels = np.array([1, 0, 0, 0, 1, 2])
    shares = np.array([[0.1, 1.0, 0.6, 0.2, 0.0, 0.3], [0.9, 0.8, 0.4, 0.0, 0.0, 0.3]])
    assert live.choose(labels, shares) == [(1, "easy"), (2, "hard"), (0, "easy"), (4, "hard"), (5, "easy")]


def test_where_nothing_hangs_on_the_offset_the_hard_garment_is_one_that_is_not_recognised():
    assert live.choose(np.zeros(4, int), np.array([[1, 1, 0, 1]])) == [(0, "easy"), (2, "hard")]


def test_what_is_packed_is_there_in_the_order_in_which_it_is_read():
    random = np.random.default_rng(0)
    colours, garments, predicted, probabilities = (
        random.integers(256, size=size, dtype=np.uint8)
        for size in ((256, 3), (2, 4, 5), (2, 3, 3), (2, 3, 3, 6))
    )
    accuracies = np.linspace(0, 1, 9).reshape(3, 3)
    answers = {"accuracies": accuracies, "predicted": predicted, "probabilities": probabilities}
    text = live.pack(colours, garments, [answers])
    content = zlib.decompress(base64.b64decode(text))
    parts = [colours, garments, np.rint(255 * accuracies).astype(np.uint8)]
    parts += [predicted[0], probabilities[0], predicted[1], probabilities[1]]
    assert content == b"".join(part.tobytes() for part in parts)
