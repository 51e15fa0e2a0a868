"""The kernels of every convolution of a network."""

import numpy as np

from shiftlab.figures import tiles


def draw(weights):
    """Draw one block per convolution, all on one scale. Returns a figure.

    weights: mapping from a convolution's name to float32 (out, in, kh, kw), in the order of the network.
    """
    blocks = {}
    for name, weight in weights.items():
        outputs, inputs, *size = weight.shape
        if inputs == 1:
            blocks[f"{name}: {outputs} kernels"] = tiles.mosaic(weight[:, 0], columns=15)
        else:
            # Transposed, so that each column is one output channel.
            kernels = weight.swapaxes(0, 1).reshape(-1, *size)
            title = f"{name}: a column for each of {outputs} outputs, a row for each of {inputs} inputs"
            blocks[title] = tiles.mosaic(kernels, columns=outputs)
    return tiles.stack(blocks, limit=max(np.abs(weight).max() for weight in weights.values()), scale="weight")
