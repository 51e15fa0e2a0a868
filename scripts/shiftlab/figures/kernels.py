"""The kernels of every convolution of a network."""

import numpy as np

from shiftlab.figures import tiles


def draw(weights):
    """Draw one block per convolution, each with a separate scale. Returns a figure.

    weights: mapping from a convolution's name to float32 (out, in, kh, kw), in the order of the network.
    """
    blocks = {}
    for name, weight in weights.items():
        outputs, inputs, *size = weight.shape
        limit = np.abs(weight).max() or 1
        # Transposed, so that where there are several inputs each column is one output channel.
        kernels = weight.swapaxes(0, 1).reshape(-1, *size) / limit
        if inputs == 1:
            title, columns = f"{outputs} kernels", 15
        else:
            title, columns = f"a column per output ({outputs}), a row per input ({inputs})", outputs
        title = f"{name}: {title}; blue to red is −{limit:.2f} to {limit:.2f}"
        blocks[title] = tiles.mosaic(kernels, columns)
    return tiles.stack(blocks)
