"""The weights and biases of the last layer: how each hidden neuron contributes to each class."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles


def draw(weight, bias, classes, title):
    """Draw the last layer as a heat map: the weights, then the biases. Returns a figure.

    weight: float32 (classes, neurons). bias: float32 (classes,), zeros if the layer has none.
    classes: their names.
    """
    height = 0.17 * len(classes) + 0.9
    figure, (weights, biases) = plt.subplots(
        1, 2, figsize=(style.WIDTH, height), width_ratios=[40, 1.5], sharey=True
    )
    limit = max(np.abs(weight).max(), np.abs(bias).max())
    image = tiles.show_signed(weights, weight, limit)
    tiles.show_signed(biases, bias[:, None], limit)
    weights.set_yticks(range(len(classes)), map(style.short, classes))
    weights.set(xlabel="hidden neuron", title=title)
    biases.set_xticks([0], ["bias"])
    for ax in (weights, biases):
        ax.set_aspect("auto")
        ax.grid(False)
        ax.spines[:].set_visible(False)
        ax.tick_params(left=False)
    figure.colorbar(image, ax=[weights, biases], label="weight", pad=0.01)
    return figure
