"""Confusion matrices: frames by true and by predicted class."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import confusion
from shiftlab.figures import style

LEGIBLE = 12  # classes, at most, whose cells are large enough for a number
NAMED = 40  # classes, at most, that are named at the axes; of more classes, some are


def draw(matrix, classes, title, rates):
    """Draw a confusion matrix, no wider than a page. Returns a figure.

    matrix: int (classes, classes), true class by predicted class. classes: their names.
    rates: show each row in percent of its frames, and not in frames; of more than LEGIBLE classes only the
    colours show the rates.
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
    """White on dark cells, black on light ones, and a faint zero."""
    return "white" if share > 0.5 else "black" if count else "0.75"
