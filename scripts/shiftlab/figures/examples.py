"""Accuracy by the number of training garments."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullFormatter

from shiftlab.figures import line_labels, style
from shiftlab.tables import summary


def draw(table, colours):
    """Draw a curve for every network, titled with the best one of the fewest garments. Returns a figure.

    table: DataFrame of the examples table, see tables.examples. Several seeds are a mean. Bars are its 95 %
    interval or, of one seed, two standard errors of the test sample. colours: as style.colours returns them.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3))
    curves = {}
    for names, _, _, interval in summary.over_seeds(table, ["test_accuracy"]):
        points = curves.setdefault((names["trained_on"], names["network"]), {})
        points[names["training_garments"]] = [100 * number for number in interval]
    names, styles, ends = line_labels.short_names(curves), line_labels.line_styles(curves), []
    for network, points in curves.items():
        counts, colour = sorted(points), colours[network[1]]
        mean, low, high = np.array([points[count] for count in counts]).T
        ax.errorbar(
            counts, mean, yerr=(mean - low, high - mean), elinewidth=0.8, ms=3, color=colour,
            ls=styles[network], marker="o",
        )  # fmt: skip
        ends.append((names[network], counts[-1], mean[-1], colour))
    every = sorted(table["training_garments"].unique())
    ax.set(xlabel="number of training examples", ylabel="test accuracy (%)", xscale="log", ylim=(None, 100))
    ax.set_xticks(every, [f"{count:,}" for count in every])
    ax.xaxis.set_minor_formatter(NullFormatter())
    fewest = {network: points[every[0]][0] for network, points in curves.items() if every[0] in points}
    best = max(fewest, key=fewest.get)
    ax.set_title(
        f"Highest accuracy with {every[0]:,} training examples: {names[best]}, {fewest[best]:.1f} %",
        loc="left",
    )
    line_labels.write(ax, ends)
    return figure
