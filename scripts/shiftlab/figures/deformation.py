"""How much the features of a garment change when it is stretched."""

import itertools
import textwrap

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style
from shiftlab.tables import statistics

APART = 0.045  # of the axis: at least so much between the labels of two lines


def draw(table):
    """Draw a line for the features of each network, labelled directly. Returns a figure.

    table: DataFrame of the deformation table, see tables.deformation, of one dataset. Bars are 95 %
    intervals over the garments.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.2))
    ends = {}
    for number, (network, rows) in enumerate(table.groupby("network", sort=False)):
        stretches, distances = [0, *rows["stretch"]], [0, *(100 * rows["distance"])]
        colour = style.COLOURS[number % len(style.COLOURS)]
        ax.errorbar(
            stretches, distances, yerr=[0, *(100 * rows["distance_interval"])],
            color=colour, marker=style.MARKERS[number % len(style.MARKERS)], ms=3, elinewidth=0.8,
        )  # fmt: skip
        ends[network] = (distances[-1], colour)
    last = table["stretch"].max()
    ax.set(xlim=(0, 1.32 * last), ylim=(0, None), xticks=[0, *sorted(table["stretch"].unique())])
    ax.set(
        xlabel="stretch of the garment (%)",
        ylabel="change of its features\n(% of the distance between two garments)",
    )
    figure.suptitle("\n".join(textwrap.wrap(title(table), 95)), fontsize=8)
    heights = spread([end for end, _ in ends.values()], APART * ax.get_ylim()[1])
    for (network, (_, colour)), height in zip(ends.items(), heights):
        ax.text(1.03 * last, height, network, color=colour, va="center", fontsize=7)
    return figure


def title(table):
    """Return what the largest stretch does to the features that change least, and to those that change most.

    table: as in `draw`. If the intervals do not tell which change least, the title names the figure only.
    """
    largest = table[table["stretch"] == table["stretch"].max()].sort_values("distance")
    halves, distances = largest["distance_interval"].tolist(), largest["distance"].tolist()
    percent = largest["stretch"].iloc[0]
    if len(largest) < 3 or not statistics.exceeds(distances[1], halves[1], distances[0], halves[0]):
        return "Change of the features of a garment that is stretched"
    least, most = largest.iloc[0], largest.iloc[-1]
    return (
        f"A garment {percent} % wider: {least['network']} features change least "
        f"({100 * least['distance']:.0f} %), {most['network']} features most ({100 * most['distance']:.0f} %)"
    )


def spread(heights, apart):
    """Return heights, float (N,), some of them raised so that neighbours are at least `apart`."""
    order = np.argsort(heights, kind="stable")
    moved = np.array(heights, np.float64)
    for lower, upper in itertools.pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + apart)
    return moved
