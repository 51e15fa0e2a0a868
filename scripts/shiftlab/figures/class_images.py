"""The image of each class on which a network is most confident."""

import math

import numpy as np

from shiftlab.figures import style, tiles

COLUMNS = 5


def draw(images, record, classes):
    """Draw the synthesized image of each class, titled with the least probability of all. Returns a figure.

    images: float32 (classes, F, F). record: the "classes" of a synthesis.json. classes: their names.
    """
    figure, axes = tiles.grid(len(images), min(COLUMNS, len(images)), title_height=0.17, top=0.25)
    for ax, image, name in zip(axes, images, classes):
        tiles.show_signed(ax, image, np.abs(image).max() or 1)
        ax.set_title(style.short(name, 20), fontsize=8, pad=2)
    least = min(reached["probabilities"][label] for label, reached in enumerate(record))
    floor = math.floor(1000 * least) / 10
    figure.suptitle(f"The network assigns each image its class with a probability of at least {floor:.1f} %")
    return figure
