"""Confusion matrices: which class is taken for which."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import confusion
from shiftlab.figures import style


def draw(matrix, classes, title, rates):
    """Draw a confusion matrix. Returns a figure.

    matrix: int (classes, classes), true class by predicted class. classes: their names.
    rates: show each row in percent of its frames, and not in frames.
    """
    shares = confusion.shares(matrix)
    side = max(4.2, 0.44 * len(classes) + 1)
    figure, ax = plt.subplots(figsize=(side, side * 0.92))
    image = ax.imshow(100 * shares, cmap="Blues", vmin=0, vmax=100)
    for (row, column), share in np.ndenumerate(shares):
        text = f"{100 * share:.1f}" if rates else f"{matrix[row, column]}"
        ax.text(
            column, row, text, ha="center", va="center", fontsize=6.5, color=_ink(share, matrix[row, column])
        )
    names = [style.short(name) for name in classes]
    ax.set_xticks(range(len(classes)), names, rotation=45, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(classes)), names)
    ax.set(xlabel="predicted class", ylabel="true class")
    ax.set_title(title)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    figure.colorbar(image, shrink=0.7, label="share of the true class (%)")
    return figure


def _ink(share, count):
    """White on dark cells, black on light ones, and a faint zero."""
    return "white" if share > 0.5 else "black" if count else "0.75"
