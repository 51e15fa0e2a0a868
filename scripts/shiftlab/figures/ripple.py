"""Whether accuracy oscillates with the offset: its deviation by phase, and its variance by period."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import oscillation
from shiftlab.experiment import labels
from shiftlab.figures import curves, style, tiles
from shiftlab.tables import statistics

COLUMNS = 4


def draw(maps):
    """Draw how every network's accuracy deviates by offset modulo 4, and its share of variance by period.

    maps: list of (run, accuracy map), run being an experiment.runs.Run. Several seeds are a
    mean, in the curves with its 95 % interval. Returns a figure.
    """
    numbers, lines = [], []
    for run, accuracies in maps:
        deviation, _ = oscillation.ripple(accuracies, oscillation.POOLING)
        shares = oscillation.ripple_shares(accuracies)
        strength = 100 * shares[oscillation.POOLING], oscillation.ripple_ratio(shares)
        numbers.append((run, (100 * deviation, *strength)))
        lines.append((run, list(shares), 100 * np.array(list(shares.values()))))
    groups = statistics.by_network(numbers)
    columns = min(COLUMNS, len(groups))
    rows = -(-len(groups) // columns)
    if not any(np.any(shares) for *_, shares in lines):  # flat maps alone have no curves
        figure = plt.figure(figsize=(style.WIDTH, 2.1 * rows))
        _draw_deviations(figure, groups, rows, columns)
        return figure
    figure = plt.figure(figsize=(style.WIDTH, 2.1 * rows + 2.8))
    top, bottom = figure.subfigures(2, 1, height_ratios=[2.1 * rows, 2.8])
    _draw_deviations(top, groups, rows, columns)
    ax = bottom.subplots()
    ax.set(xlabel="period (pixels)", ylabel="share of the map's variance (%)", yscale="log")
    curves.draw(ax, lines)
    ax.set_xticks(oscillation.PERIODS)
    style.label_log(ax.yaxis)
    return figure


def _draw_deviations(part, groups, rows, columns):
    axes = part.subplots(rows, columns, squeeze=False)
    deviations = [np.mean([deviation for deviation, *_ in group], axis=0) for group in groups.values()]
    limit = np.nanmax(np.abs([*deviations, np.full_like(deviations[0], 0.01)]))
    for ax, ((dataset, architecture), group), deviation in zip(axes.flat, groups.items(), deviations):
        image = tiles.show_signed(ax, deviation, limit)
        ax.set_title(f"{architecture}\n{labels.trained_on(dataset)}", fontsize=7, pad=3)
        ax.set(xticks=range(oscillation.POOLING), yticks=range(oscillation.POOLING))
        ax.grid(False)
        share, ratio = np.mean([numbers for _, *numbers in group], axis=0)
        words = f"period 4:\n{share:.2g} % of the variance,\n{ratio:.1f} times 3 and 5"
        if np.isnan(share):
            words = "the map is too small\nfor a period of 4"
        elif share == 0:
            words = "no ripple at all:\nthe map is flat"
        ax.set_xlabel(words, fontsize=6.5)
    for ax in axes.flat[len(groups) :]:
        ax.axis("off")
    name = f"accuracy by offset modulo {oscillation.POOLING},\nless its moving average (points)"
    part.colorbar(image, ax=list(axes.flat)).set_label(name, fontsize=7)
