"""Confusion matrices: frames by true and predicted class."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import confusion
from shiftlab.figures import style

LEGIBLE = 12  # with more classes, the cells are too small for numbers
NAMED = 40  # with more classes, the axes name only some of them


def draw(matrix, classes, title, rates):
    """Draw a confusion matrix, no wider than a page. Returns a figure.

    matrix: int (classes, classes), true class by predicted class. classes: their names.
    rates: write percentages of the true class instead of numbers of frames. The colours always show the
    rates; with more than LEGIBLE classes, nothing is written.
    """
    shares = confusion.shares(matrix)
    side = min(max(4.2, 0.44 * len(classes) + 1), style.WIDTH)
    figure, ax = plt.subplots(figsize=(side, side * 0.92))
    image = ax.imshow(100 * shares, cmap="Blues", vmin=0, vmax=100)
    if len(classes) <= LEGIBLE:
        for (row, column), share in np.ndenumerate(shares):
            count = matrix[row, column]
            text = f"{100 * share:.1f}" if rates else f"{count}"
            ax.text(column, row, text, ha="center", va="center", fontsize=6.5, color=_ink(share, count))
    named = range(0, len(classes), -(-len(classes) // NAMED))
    names = [style.short(classes[label]) for label in named]
    ax.set_xticks(named, names, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(named, names)
    ax.set(xlabel="predicted class", ylabel="true class")
    ax.set_title(title)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    figure.colorbar(image, shrink=0.7, label="share of the true class (%)")
    return figure


def _ink(share, count):
    """Return white for dark cells, black for light ones, and grey for zeros."""
    return "white" if share > 0.5 else "black" if count else "0.75"
