"""Accuracy maps of all networks: how well garments are recognised at each offset, on one colour scale."""

import numpy as np

from shiftlab.analysis import invariance
from shiftlab.figures import maps, tiles
from shiftlab.tables import statistics

COLUMNS = 4
NUMBERS = {
    "expected_accuracy": "expected",
    "center_accuracy": "center",
    "best_accuracy": "best",
    "worst_accuracy": "worst",
    "consistency": "consistency",
}


def draw(answers):
    """Draw the accuracy map of every network, the mean over its seeds, over its numbers. Returns a figure.

    answers: list of (run, predicted uint8 (M, R, C), labels (M,)), run being a mapping with dataset and
    architecture.
    """
    groups = statistics.by_network((run, (predicted, labels)) for run, predicted, labels in answers)
    drawn = [
        100 * np.mean([invariance.accuracy_map(*one) for one in group], axis=0) for group in groups.values()
    ]
    low, high = min(panel.min() for panel in drawn), max(panel.max() for panel in drawn)
    columns = min(COLUMNS, max(len(groups), 2))  # one map alone would fill a page
    figure, axes = tiles.grid(len(groups), columns, title_height=1.05, margin=1.3)
    for ax, ((dataset, architecture), group), panel in zip(axes, groups.items(), drawn):
        image = maps.show(ax, panel, cmap="viridis", vmin=low, vmax=high)
        ax.set_title(f"{architecture}\ntrained on {dataset}", fontsize=7, pad=3)
        ax.set_xlabel(_numbers(group), fontsize=7, loc="left")
    figure.colorbar(image, ax=list(axes), shrink=0.8, label="accuracy (%)")
    return figure


def _numbers(group):
    """Return the numbers of a network as lines of text, of several seeds their mean and its 95 % interval."""
    every = [invariance.measures(*answers) for answers in group]
    lines = []
    for measure, name in NUMBERS.items():
        mean, low, _ = statistics.mean_and_interval([100 * measures[measure] for measures in every])
        interval = f" ± {mean - low:.1f}" if len(every) > 1 else ""
        lines.append(f"{name} {mean:.1f}{interval} %")
    return "\n".join(lines)
