"""The same classes and neurons, synthesized under each control (regulariser)."""

import numpy as np

from shiftlab.figures import style, tiles

LONGEST = 16  # characters, at most, of a name beside or above a tile


def draw(images, record, classes):
    """Draw a row per class or neuron and a column per control. Returns a figure.

    images: float32 (controls, shown, F, F). record: the "controls" of a synthesis.json. classes: their names.
    The title of an image is the probability of its class, or the activation of its neuron.
    """
    names = [*classes[: record["classes"]], *(f"{name}, neuron 0" for name in record["neurons"])]
    reached = record["activations"]
    figure, axes = tiles.grid(len(names) * len(reached), len(reached), title_height=0.22)
    axes = axes.reshape(len(names), len(reached))
    for column, (control, activations) in enumerate(reached.items()):
        for row, activation in enumerate(activations):
            image, ax = images[column, row], axes[row, column]
            tiles.show_signed(ax, image, np.abs(image).max() or 1)
            value = f"{100 * activation:.1f} %" if row < record["classes"] else f"{activation:.1f}"
            ax.set_title(
                f"{style.short(control, LONGEST)}\n{value}" if row == 0 else value, fontsize=7, pad=2
            )
            if column == 0:
                ax.set_ylabel(style.short(names[row], LONGEST), fontsize=7)
    return figure
