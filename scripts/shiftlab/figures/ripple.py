"""Whether accuracy oscillates with the offset: its deviation by phase, and its variance by period."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import oscillation
from shiftlab.figures import curves, line_labels, style, tiles, translation_maps
from shiftlab.jobs.wording import listed
from shiftlab.tables import statistics

COLUMNS = 4


def draw(maps, colours):
    """Draw how a network's accuracy deviates by offset modulo 4, and its share of variance by period.

    One line names the networks whose maps are flat.

    maps: list of (run, accuracy map), run being an experiment.runs.Run as readers see it. Several seeds are a
    mean, in the curves with its 95 % interval. colours: as style.colours returns them. Returns a figure.
    """
    flat, drawn = translation_maps.separated(statistics.by_network(maps))
    title = (
        f"No ripple at all, as the map is flat: {listed(flat, translation_maps.LISTED)}." if flat else None
    )
    if not drawn:
        figure = plt.figure(figsize=(style.WIDTH, 0.4))
        figure.text(0, 0.5, title, va="center")
        return figure
    numbers, lines = [], []
    for run, accuracies in maps:
        if (run.dataset, run.architecture) in drawn:
            deviation, _ = oscillation.ripple(accuracies, oscillation.POOLING)
            shares = oscillation.ripple_shares(accuracies)
            strength = 100 * shares[oscillation.POOLING], oscillation.ripple_ratio(shares)
            numbers.append((run, (100 * deviation, *strength)))
            lines.append((run, list(shares), 100 * np.array(list(shares.values()))))
    groups = statistics.by_network(numbers)
    rows = -(-len(groups) // COLUMNS)
    figure = plt.figure(figsize=(style.WIDTH, 1.9 * rows + 2.2))
    top, bottom = figure.subfigures(2, 1, height_ratios=[1.9 * rows, 2.2])
    _draw_deviations(top, groups, rows)
    if flat:
        top.suptitle(title, x=0.01, ha="left")
    ax = bottom.subplots()
    ax.set(xlabel="period (pixels)", ylabel="share of the map's variance (%)", yscale="log")
    ax.set_xticks(oscillation.PERIODS)
    ax.set_xlim(oscillation.PERIODS[0], oscillation.PERIODS[-1])
    style.label_log(ax.yaxis)
    curves.draw(ax, lines, colours)
    return figure


def _draw_deviations(part, groups, rows):
    axes = part.subplots(rows, COLUMNS, squeeze=False)
    names = line_labels.short_names(groups)
    deviations = [np.mean([deviation for deviation, *_ in group], axis=0) for group in groups.values()]
    limit = np.nanmax(np.abs([*deviations, np.full_like(deviations[0], 0.01)]))
    for ax, (network, group), deviation in zip(axes.flat, groups.items(), deviations):
        image = tiles.show_signed(ax, deviation, limit)
        ax.set_title(names[network], pad=3)
        ax.set(xticks=range(oscillation.POOLING), yticks=range(oscillation.POOLING))
        ax.grid(False)
        share, ratio = np.mean([numbers for _, *numbers in group], axis=0)
        words = f"period 4: {share:.2g} % of the\nvariance, {ratio:.1f} times 3 and 5"
        if np.isnan(share):
            words = "the map is too small\nfor a period of 4"
        ax.set_xlabel(words, fontsize=style.SMALL)
    for ax in axes.flat[len(groups) :]:
        ax.axis("off")
    name = f"accuracy by offset modulo {oscillation.POOLING},\nless its moving average (points)"
    part.colorbar(image, ax=list(axes.flat)).set_label(name, fontsize=style.SMALL)
