"""The same classes and neurons, synthesized under each control (regulariser)."""

import numpy as np

from shiftlab.figures import style, tiles

LONGEST = 16  # characters, at most, of a name beside or above a tile


def draw(images, record, classes):
    """Draw a row per class or neuron and a column per control. Returns a figure.

    images: float32 (controls, shown, F, F). record: the "controls" of a synthesis.json. classes: their names.
    Beside a class is the probability of it that all its images reach; above an image of a neuron, the
    neuron's activation.
    """
    names = [*classes[: record["classes"]], *(f"{name}, neuron 0" for name in record["neurons"])]
    reached = record["activations"]
    figure, axes = tiles.grid(len(names) * len(reached), len(reached), title_height=0.17, margin=0.3)
    axes = axes.reshape(len(names), len(reached))
    for row, name in enumerate(names):
        activations = [values[row] for values in reached.values()]
        label = style.short(name, LONGEST)
        if row < record["classes"]:
            label += f"\n≥ {np.floor(1000 * min(activations)) / 10:.1f} %"
        axes[row, 0].set_ylabel(label, fontsize=style.SMALL)
        for column, control in enumerate(reached):
            ax, image = axes[row, column], images[column, row]
            tiles.show_signed(ax, image, np.abs(image).max() or 1)
            words = [style.short(control, LONGEST)] if row == 0 else []
            words += [] if row < record["classes"] else [f"{activations[column]:.1f}"]
            ax.set_title("\n".join(words), fontsize=style.SMALL, pad=2)
    return figure
