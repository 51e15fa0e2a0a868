"""Accuracy maps of all networks: how well garments are recognised at each offset, on one colour scale."""

import numpy as np

from shiftlab.experiment import labels
from shiftlab.figures import offset_axes, tiles
from shiftlab.tables import statistics
from shiftlab.tables.number_files import INTERVAL

COLUMNS = 4
NUMBERS = {
    "expected_accuracy": "expected",
    "center_accuracy": "center",
    "best_accuracy": "best",
    "worst_accuracy": "worst",
    "consistency": "consistency",
}


def draw(maps, measures):
    """Draw the accuracy map of every network, the mean over its seeds, over its numbers. Returns a figure.

    maps: list of (run, accuracy map float (R, C)). measures: list of (run, what invariance.measures returns).
    A run is an experiment.runs.Run.
    """
    groups = statistics.by_network(maps)
    numbers = statistics.by_network(measures)
    drawn = [100 * np.mean(group, axis=0) for group in groups.values()]
    low, high = min(panel.min() for panel in drawn), max(panel.max() for panel in drawn)
    columns = min(COLUMNS, max(len(groups), 2))  # one map alone would fill a page
    figure, axes = tiles.grid(len(groups), columns, title_height=1.05, margin=1.3)
    for ax, network, panel in zip(axes, groups, drawn):
        image = offset_axes.show(ax, panel, cmap="viridis", vmin=low, vmax=high)
        dataset, architecture = network
        ax.set_title(f"{architecture}\n{labels.trained_on(dataset)}", fontsize=7, pad=3)
        ax.set_xlabel(_lines(numbers[network]), fontsize=7, loc="left")
    figure.colorbar(image, ax=list(axes), shrink=0.8, label="accuracy (%)")
    return figure


def _lines(every):
    """Return the measures of a network as lines of text, of several seeds the mean and its 95 % interval.

    Of one seed, a measure has the interval of two standard errors over the garments, if these are known.
    """
    lines = []
    for measure, name in NUMBERS.items():
        mean, low, _ = statistics.mean_and_interval([100 * measures[measure] for measures in every])
        reach = mean - low if len(every) > 1 else 100 * every[0].get(measure + INTERVAL, np.nan)
        interval = f" ± {reach:.1f}" if reach > 0 else ""  # not if it is unknown (nan) or 0
        lines.append(f"{name} {mean:.1f}{interval} %")
    return "\n".join(lines)
