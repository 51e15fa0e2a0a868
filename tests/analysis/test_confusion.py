import numpy as np

from shiftlab.analysis import confusion


def test_a_confusion_matrix_counts_true_by_predicted():
    matrix = confusion.counts(np.array([0, 0, 1, 2]), np.array([0, 2, 2, 2]), 3)
    assert matrix.tolist() == [[1, 0, 1], [0, 0, 1], [0, 0, 1]]


def test_shares_are_of_the_true_class_also_of_one_without_frames():
    assert confusion.shares(np.array([[3, 1], [0, 0]])).tolist() == [[0.75, 0.25], [0, 0]]
