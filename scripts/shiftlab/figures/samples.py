"""Four test garments of each class in their frames."""

import numpy as np

from shiftlab.figures import style, tiles

PER_CLASS = 4


def draw(test, classes):
    """Draw the first garments of each class. test: the arrays of a test.npz. Returns a figure."""
    figure, axes = tiles.grid(len(classes) * PER_CLASS, 2 * PER_CLASS, title_height=0.14)
    for label, name in enumerate(classes):
        chosen = np.flatnonzero(test["labels"] == label)[:PER_CLASS]
        row = axes[label * PER_CLASS : (label + 1) * PER_CLASS]
        row[0].set_title(style.short(name), loc="left", pad=2)
        for ax, image in zip(row, test["frames"][chosen]):
            tiles.show_grey(ax, image)
        for ax in row[len(chosen) :]:
            ax.axis("off")
    return figure
