import numpy as np

from shiftlab.analysis import distances
from shiftlab.data import idx
from tests.conftest import DATA

GARMENTS = idx.read(DATA / "t10k-images-idx3-ubyte.gz")


def test_distances_are_those_between_frames_pixel_by_pixel():
    found = distances.measure(GARMENTS)
    frames = np.zeros((len(GARMENTS), 56, 56))
    frames[:, 14:42, 14:42] = GARMENTS
    apart = np.array([np.linalg.norm(frames - frame, axis=(1, 2)) for frame in frames])
    np.fill_diagonal(apart, np.inf)
    np.testing.assert_array_equal(found["nearest"], apart.argmin(axis=0))
    np.testing.assert_allclose(found["nearest_distance"], apart.min(axis=0))
    for shift, moved in zip(found["shifts"], found["moved_distance"]):
        further = frames - np.roll(frames, shift, axis=2)  # nothing wraps around
        np.testing.assert_allclose(moved, np.linalg.norm(further, axis=(1, 2)))


def test_a_garment_that_is_there_twice_has_itself_as_its_neighbour():
    found = distances.measure(GARMENTS[[0, 1, 0]])
    assert list(found["nearest"]) == [2, found["nearest"][1], 0]
    assert list(found["nearest_distance"][[0, 2]]) == [0, 0]
