"""The image of each class on which a network is most confident."""

import numpy as np

from shiftlab.figures import style, tiles

COLUMNS = 5


def draw(images, record, classes):
    """Draw the synthesized image of each class, titled with its loss and probability. Returns a figure.

    images: float32 (classes, F, F). record: the "classes" of a synthesis.json. classes: their names.
    """
    figure, axes = tiles.grid(len(images), min(COLUMNS, len(images)), title_height=0.28)
    for label, (ax, image, reached) in enumerate(zip(axes, images, record)):
        tiles.show_signed(ax, image, np.abs(image).max() or 1)
        probability = 100 * reached["probabilities"][label]
        title = f"{style.short(classes[label])}\nloss {reached['loss']:.2f}, {probability:.1f} %"
        ax.set_title(title, fontsize=7, pad=2)
    return figure
