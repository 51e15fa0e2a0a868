import numpy as np
import pytest

from shiftlab.analysis import invariance


def answers(garments=6, rows=5, columns=7, classes=3):
    generator = np.random.default_rng(0)
    predicted = generator.integers(classes, size=(garments, rows, columns), dtype=np.uint8)
    return predicted, generator.integers(classes, size=garments)


def test_measures_are_those_of_a_count_by_hand():
    predicted, labels = answers()
    right = [[sum(predicted[g, r, c] == labels[g] for g in range(6)) / 6 for c in range(7)] for r in range(5)]
    flat = [share for row in right for share in row]
    assert invariance.accuracy_map(predicted, labels) == pytest.approx(np.array(right))
    measured = invariance.measure(mapped(predicted, labels, np.arange(6) % 2 == 0), classes=3)
    assert measured["accuracy_map"] == pytest.approx(np.array(right))
    assert invariance.measures(measured) == pytest.approx(
        {
            "garments": 6,
            "expected_accuracy": sum(flat) / 35,
            "center_accuracy": right[2][3],
            "best_accuracy": max(flat),
            "worst_accuracy": min(flat),
            "consistency": invariance.consistencies(predicted).mean(),
            "expected_accuracy_interval": 2 * np.std(shares(predicted, labels), ddof=1) / 6**0.5,
            "consistency_interval": 2 * invariance.consistencies(predicted).std(ddof=1) / 6**0.5,
            "measured": 6,
            "change": np.nan,
            "changed": np.nan,
        },
        nan_ok=True,
    )


def mapped(predicted, labels, shown):
    """A translation map of the garments 10, 11, ..."""
    garments = np.arange(10, 10 + len(labels))
    return {"garments": garments, "labels": labels, "predicted": predicted, "shown": shown}


def shares(predicted, labels):
    """The share of the offsets at which each garment is recognised."""
    return [np.mean(answers == label) for answers, label in zip(predicted, labels)]


def test_of_an_invariant_network_all_test_garments_count():
    """The map has one answer per garment; the garments measured everywhere have the consistency."""
    predicted, labels = answers()
    flat = np.broadcast_to(predicted[:, :1, :1], predicted.shape)
    tested = np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2])
    everywhere = np.zeros((2, 5, 7), np.uint8)
    everywhere[1, 0, :3] = 2
    arrays = mapped(flat, labels, np.full(6, True))
    arrays |= {"measured_predicted": everywhere, "changes": np.array([1e-6, 0.7])}
    measured = invariance.measure(arrays, 3, tested)
    assert (measured["accuracy_map"] == 0.75).all() and measured["tested"] == 4
    assert (measured["class_maps"][2] == 0.5).all()
    found = invariance.measures(measured)
    assert found["expected_accuracy"] == found["worst_accuracy"] == 0.75
    assert found["consistency"] == pytest.approx((1 + (3 / 35) ** 2 + (32 / 35) ** 2) / 2)
    assert (found["measured"], found["change"], found["changed"]) == (2, 0.7, 3)
    assert measured["shown_shares"].tolist() == (flat[:, 0, 0] == labels).tolist()


def test_what_is_reduced_of_the_shown_garments_is_a_count_by_hand():
    predicted, labels = answers()
    measured = invariance.measure(mapped(predicted, labels, np.arange(6) % 2 == 1), classes=3)
    assert measured["shown_garments"].tolist() == [11, 13, 15]
    assert measured["shown_labels"].tolist() == labels[1::2].tolist()
    assert measured["shown_shares"] == pytest.approx([(predicted[g] == labels[g]).mean() for g in (1, 3, 5)])
    assert np.array_equal(measured["class_maps"], invariance.class_maps(predicted, labels, 3), equal_nan=True)


def test_consistency_is_the_share_of_pairs_of_offsets_with_one_answer():
    predicted, _ = answers()
    pairs = [one == other for garment in predicted for one in garment.flat for other in garment.flat]
    assert invariance.consistencies(predicted).mean() == pytest.approx(sum(pairs) / len(pairs))


def test_consistency_knows_nothing_of_what_is_right():
    """Always the same is consistent, whatever it is; half and half is a coin's one half."""
    assert invariance.consistencies(np.full((3, 4, 4), 7)).tolist() == [1, 1, 1]
    assert invariance.consistencies(np.arange(32).reshape(2, 4, 4) % 2).tolist() == [0.5, 0.5]


def test_a_class_without_garments_has_no_map():
    predicted, labels = np.zeros((4, 3, 3), np.uint8), np.array([0, 2, 2, 0])
    maps = invariance.class_maps(predicted, labels, 3)
    assert (maps[0] == 1).all() and np.isnan(maps[1]).all() and (maps[2] == 0).all()


def test_distances_are_counted_from_the_middle():
    rows, columns = np.indices((29, 29)) - 14
    squared = rows**2 + columns**2
    distance, accuracy = invariance.by_distance(squared.astype(float))
    assert distance.tolist() == list(range(21))
    assert accuracy[0] == 0 and accuracy[1] == pytest.approx((4 * 1 + 4 * 2) / 8)
    for far, mean in zip(distance, accuracy):
        assert (far - 0.5) ** 2 - 1 < mean < (far + 0.5) ** 2 + 1


def test_distances_of_a_frame_that_is_not_square():
    distance, accuracy = invariance.by_distance(np.ones((1, 4)))
    assert distance.tolist() == [0, 2] and accuracy.tolist() == [1, 1]
