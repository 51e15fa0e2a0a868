"""The accuracy of each class of one run at every offset."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import offset_axes, style, tiles

COLUMNS = 5


def draw(accuracies, classes, title):
    """Draw the accuracy map of each class below its mean; or a point for each, if all are flat.

    accuracies: float (classes, R, C) in [0, 1], nan for a class without test images. classes: their names.
    Returns a figure.
    """
    means = [None if np.isnan(accuracy).all() else 100 * accuracy.mean() for accuracy in accuracies]
    if not np.nan_to_num(np.ptp(accuracies, axis=(1, 2))).any():
        return _draw_flat(means, classes, title)
    columns = min(COLUMNS, len(classes))
    figure, axes = tiles.grid(len(classes), columns, title_height=0.32, margin=0.8, top=0.25)
    figure.suptitle(title)
    for number, (ax, name, accuracy, mean) in enumerate(zip(axes, classes, 100 * accuracies, means)):
        image = offset_axes.show(ax, accuracy, cmap="viridis", vmin=0, vmax=100)
        ax.set_title(f"{style.short(name)}: {_said(mean)}", fontsize=style.SMALL, pad=3)
        if number % columns:
            ax.set_yticklabels([])
        if number + columns < len(classes):
            ax.set_xticklabels([])
    figure.colorbar(image, ax=list(axes), shrink=0.8, label="accuracy (%)")
    return figure


def _draw_flat(means, classes, title):
    """Draw one point per class, as the accuracy is the same at every offset."""
    figure, ax = plt.subplots(figsize=(style.WIDTH, min(0.18 * len(classes), 8) + 0.8))
    for place, mean in enumerate(means):
        if mean is not None:
            ax.plot([mean], [place], "o", ms=4.5, color=style.BLUE, clip_on=False)
        side = -1 if (mean or 0) > 50 else 1
        ax.annotate(_said(mean), (mean or 0, place), (6 * side, 0), textcoords="offset points", va="center",
                    ha="right" if side < 0 else "left", fontsize=style.SMALL)  # fmt: skip
    ax.set(xlim=(0, 100), ylim=(len(means) - 0.5, -0.5), xlabel="accuracy (%)")
    ax.set_yticks(range(len(means)), [style.short(name, 20) for name in classes])
    ax.grid(False, axis="x")
    figure.suptitle(f"{title}: the same accuracy at every offset", x=0.01, ha="left")
    return figure


def _said(mean):
    return "none tested" if mean is None else f"{mean:.1f} %"
