"""The accuracy map of each class of one run."""

import numpy as np

from shiftlab.figures import offset_axes, style, tiles

COLUMNS = 5


def draw(accuracies, classes, title):
    """Draw the accuracy map of each class below its mean, on one colour scale. Returns a figure.

    accuracies: float (classes, R, C) in [0, 1], nan for a class without garments. classes: their names.
    """
    figure, axes = tiles.grid(len(classes), min(COLUMNS, len(classes)), title_height=0.5, margin=1.4)
    figure.suptitle(title, fontsize=8)
    for ax, name, accuracy in zip(axes, classes, 100 * accuracies):
        image = offset_axes.show(ax, accuracy, cmap="viridis", vmin=0, vmax=100)
        mean = "no garment" if np.isnan(accuracy).all() else f"{accuracy.mean():.1f} %"
        ax.set_title(f"{style.short(name)}\n{mean}", fontsize=7, pad=3)
    figure.colorbar(image, ax=list(axes), shrink=0.8, label="accuracy (%)")
    return figure
