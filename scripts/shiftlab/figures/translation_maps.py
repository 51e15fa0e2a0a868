"""Accuracy maps of the networks: how well garments are recognised at each offset, on one colour scale."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import line_labels, offset_axes, style, tiles
from shiftlab.jobs.wording import listed
from shiftlab.tables import statistics
from shiftlab.tables.number_files import INTERVAL

COLUMNS = 4
LISTED = 9  # networks in the line about flat maps
NUMBERS = {"expected_accuracy": "expected", "worst_accuracy": "worst", "consistency": "consistency"}


def draw(maps, measures):
    """Draw the accuracy map of every network, the mean over its seeds, over its numbers. Returns a figure.

    One line names the networks whose maps are flat, such as those that are invariant by construction.

    maps: list of (run, accuracy map float (R, C)). measures: list of (run, what invariance.measures returns).
    A run is an experiment.runs.Run as readers see it.
    """
    groups = statistics.by_network(maps)
    names, numbers = line_labels.short_names(groups), statistics.by_network(measures)
    flat, drawn = separated(groups)
    title = f"The same at every offset: {listed(flat, LISTED)}." if flat else None
    if not drawn:
        figure = plt.figure(figsize=(style.WIDTH, 0.4))
        figure.text(0, 0.5, title, va="center")
        return figure
    panels = {network: 100 * np.mean(groups[network], axis=0) for network in drawn}
    low, high = min(map(np.min, panels.values())), max(map(np.max, panels.values()))
    columns = min(COLUMNS, max(len(panels), 2))  # one map alone would fill a page
    figure, axes = tiles.grid(len(panels), columns, title_height=1.05, margin=0.8)
    for number, (ax, (network, panel)) in enumerate(zip(axes, panels.items())):
        image = offset_axes.show(ax, panel, cmap="viridis", vmin=low, vmax=high)
        if number % columns:
            ax.set_yticklabels([])
        ax.set_title(names[network], pad=3)
        ax.set_xlabel(_lines(numbers[network]), fontsize=style.SMALL, loc="left")
    figure.colorbar(image, ax=list(axes), shrink=0.9, label="accuracy (%)")
    if title:
        figure.suptitle(title, x=0.01, ha="left", wrap=True)
    return figure


def separated(groups):
    """Return the names of the networks whose maps are all flat, and the networks whose maps are not.

    groups: {(dataset, label): list of accuracy maps}.
    """
    names = line_labels.short_names(groups)
    flat = [network for network, every in groups.items() if all(np.ptp(one) == 0 for one in every)]
    return [names[network] for network in flat], [network for network in groups if network not in flat]


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
