"""The preferred image of each neuron of each hidden operator."""

import math

import numpy as np

from shiftlab.figures import tiles

COLUMNS = 15


def draw(images, weights):
    """Draw one block per operator with a tile per neuron.

    images: mapping from an operator's name to float32 (neurons, F, F), in the order of the network. weights:
    the same for the weights of the operators that see the frame; a title says how close they are to their
    images, which look the same. Returns a figure.
    Each block is cropped to the pixels that any of its neurons sees. Each tile has a separate scale.
    """
    blocks = {}
    for name, neurons in images.items():
        count = len(neurons)
        columns = min(COLUMNS, max(10, count))
        seen = neurons[:, *_field(neurons)]
        height, width = seen.shape[1:]
        title = f"{name}: {count} neurons, {height} × {width} pixels each"
        if name in weights:
            least = math.floor(1e4 * _least_cosine(neurons, weights[name][:count])) / 1e4
            title += f"; cosine of each image with the neuron's weights at least {least:.4f}"
        blocks[title] = tiles.mosaic(tiles.scaled(seen), columns)
    return tiles.stack(blocks)


def _least_cosine(images, weights):
    """Return the smallest cosine similarity of a neuron's image and weights, both float32 (neurons, F, F)."""
    products = (images * weights).sum(axis=(1, 2))
    norms = np.linalg.norm(images, axis=(1, 2)) * np.linalg.norm(weights, axis=(1, 2))
    return (products / np.where(norms > 0, norms, 1)).min()


def _field(neurons):
    """Return the smallest rectangle that contains all nonzero pixels of a block's images, as two slices."""
    seen = (neurons != 0).any(axis=0)
    if not seen.any():
        return slice(None), slice(None)
    rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
