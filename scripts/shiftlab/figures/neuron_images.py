"""The image that most excites each neuron of each hidden operator."""

import math

import numpy as np

from shiftlab.figures import tiles


def draw(images):
    """Draw one block per operator, a tile per neuron. Returns a figure.

    images: mapping from an operator's name to float32 (neurons, F, F), in the order of the network.
    The tiles of a block are cut to the pixels that any of its neurons looks at; each tile has its own scale.
    """
    blocks = {}
    for name, neurons in images.items():
        count = len(neurons)
        columns = 15 if count <= 30 else max(10, math.ceil(math.sqrt(count)))
        seen = neurons[:, *_field(neurons)]
        scales = np.abs(seen).max(axis=(1, 2), keepdims=True)
        joined = tiles.mosaic(seen / np.where(scales > 0, scales, 1), columns)
        height, width = seen.shape[1:]
        blocks[f"{name}: {count} neurons, each with the {height}x{width} pixels that it looks at"] = joined
    return tiles.stack(blocks)


def _field(neurons):
    """The smallest rectangle outside which no image of a block differs from zero, as two slices."""
    seen = (neurons != 0).any(axis=0)
    if not seen.any():
        return slice(None), slice(None)
    rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
