"""The image that a network takes most surely for each class."""

import numpy as np

from shiftlab.figures import style, tiles

COLUMNS = 5


def draw(images, numbers):
    """Draw the synthesized image of each class over its loss and its probability. Returns a figure.

    images: float32 (classes, F, F). numbers: the "classes" of a synthesis.json.
    """
    figure, axes = tiles.grid(len(images), min(COLUMNS, len(images)), title_height=0.28)
    for ax, image, (name, result) in zip(axes, images, numbers.items()):
        tiles.show_signed(ax, image, np.abs(image).max() or 1)
        probability = 100 * result["probabilities"][name]
        title = f"{style.short(name)}\nloss {result['loss']:.2f}, {probability:.1f} %"
        ax.set_title(title, fontsize=7, pad=2)
    return figure
