"""Confusion matrices, int (classes, classes): frames by true class (rows) and predicted class (columns)."""

import numpy as np


def counts(labels, predicted, classes):
    """Count frames by true class (rows) and predicted class (columns): int64 (classes, classes)."""
    matrix = np.zeros((classes, classes), np.int64)
    np.add.at(matrix, (labels, predicted), 1)
    return matrix


def shares(matrix):
    """Divide each row of a confusion matrix by its sum: float64. A row without frames stays 0."""
    return matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
