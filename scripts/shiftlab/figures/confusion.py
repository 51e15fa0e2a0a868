"""Confusion matrices: frames by true and predicted class."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import confusion
from shiftlab.figures import style

LEGIBLE = 12  # with more classes, the cells are too small for numbers
NAMED = 40  # with more classes, the axes name only some of them


def draw(matrix, classes, title, rates):
    """Draw a confusion matrix, no wider than a page, titled with the most common mistake. Returns a figure.

    matrix: int (classes, classes), true class by predicted class. classes: their names.
    rates: write percentages of the true class instead of numbers of frames. The colours always show the
    rates; zeros are left out, and with more than LEGIBLE classes all numbers.
    """
    shares = confusion.shares(matrix)
    side = min(max(3.1, 0.34 * len(classes) + 1.1), style.WIDTH)
    figure, ax = plt.subplots(figsize=(side, side * 0.86))
    image = ax.imshow(100 * shares, cmap="Blues", vmin=0, vmax=100)
    if len(classes) <= LEGIBLE:
        for (row, column), share in np.ndenumerate(shares):
            count = matrix[row, column]
            if count:
                text = f"{100 * share:.1f}" if rates else f"{count}"
                ink = style.ON_DARK if share > 0.5 else style.ON_LIGHT
                ax.text(column, row, text, ha="center", va="center", fontsize=style.SMALL, color=ink)
    named = range(0, len(classes), -(-len(classes) // NAMED))
    names = [style.short(classes[label]) for label in named]
    ax.set_xticks(named, names, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(named, names)
    ax.set(xlabel="predicted class", ylabel="true class")
    figure.suptitle(f"{title}:\n{finding(shares, classes)}", x=0.01, ha="left")
    ax.grid(False)
    ax.spines[:].set_visible(False)
    figure.colorbar(image, shrink=0.8, label="share of the true class (%)")
    return figure


def finding(shares, classes):
    """Say which class is most often taken for which, and how often; shares: of the true class, in [0, 1]."""
    mistakes = shares * (1 - np.eye(len(shares)))
    label, other = np.unravel_index(mistakes.argmax(), shares.shape)
    if not mistakes.any():
        return "no mistake"
    names = style.short(classes[label], 20), style.short(classes[other], 20)
    return f"{100 * mistakes.max():.1f} % of {names[0]} taken for {names[1]}"
