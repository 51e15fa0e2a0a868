"""How far a garment is from itself, moved, and from the nearest other garment: pixel by pixel."""

import numpy as np

COUNT = 1000  # garments that are compared with each other
SHIFTS = (1, 2)  # pixels to the right


def measure(garments):
    """Compare the first COUNT garments, uint8 (N, h, w), with each other and with themselves moved right.

    All distances are Euclidean, in grey levels of 0 to 255, between garments on a black ground. Returns a
    mapping from names to arrays: "nearest" int64 (M,), the index of the nearest other garment at the same
    offset, "nearest_distance" float64 (M,), "shifts" int64 (S,) in pixels, and "moved_distance" float64
    (S, M). Distances are exact up to the last square root: sums of whole numbers below 2^53.
    """
    levels = garments[:COUNT].astype(np.float64)
    vectors = levels.reshape(len(levels), -1)
    norms = np.square(vectors).sum(axis=1)
    squares = norms[:, None] + norms - 2 * vectors @ vectors.T
    np.fill_diagonal(squares, np.inf)
    nearest = squares.argmin(axis=1)
    moved = []
    for shift in SHIFTS:
        padded = np.pad(levels, ((0, 0), (0, 0), (shift, shift)))
        moved.append(np.linalg.norm(padded[:, :, shift:] - padded[:, :, :-shift], axis=(1, 2)))
    return {
        "nearest": nearest,
        "nearest_distance": np.sqrt(squares.min(axis=1)),
        "shifts": np.array(SHIFTS),
        "moved_distance": np.array(moved),
    }
