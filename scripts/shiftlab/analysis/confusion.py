"""Confusion matrices, int (classes, classes): frames by true class (rows) and predicted class (columns)."""

import numpy as np


def counts(labels, predicted, classes):
    """Count the frames of each true class (rows) by predicted class (columns): int64 (classes, classes)."""
    matrix = np.zeros((classes, classes), np.int64)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix


def shares(matrix):
    """Return each row of a confusion matrix as shares of its frames, 0 where there are none: float64."""
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
