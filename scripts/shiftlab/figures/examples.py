"""Accuracy by the number of training garments."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullFormatter

from shiftlab.experiment import labels
from shiftlab.figures import style
from shiftlab.tables import summary


def draw(table):
    """Draw a curve for every network. Returns a figure.

    table: DataFrame of the examples table, see tables.examples. Several seeds are a mean. Bars are its 95 %
    interval or, of one seed, two standard errors of the test sample.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.6))
    curves = {}
    for names, _, _, interval in summary.over_seeds(table, ["test_accuracy"]):
        points = curves.setdefault((names["network"], names["trained_on"]), {})
        points[names["training_garments"]] = interval
    for number, ((network, dataset), points) in enumerate(curves.items()):
        counts = sorted(points)
        mean, low, high = (100 * np.array([points[count][part] for count in counts]) for part in range(3))
        ax.errorbar(
            counts, mean, yerr=(mean - low, high - mean), elinewidth=0.8, ms=3.5,
            color=style.COLOURS[number % len(style.COLOURS)],
            ls=style.LINES[number // len(style.COLOURS) % len(style.LINES)],
            marker=style.MARKERS[number % len(style.MARKERS)],
            label=f"{network}, {labels.trained_on(dataset)}",
        )  # fmt: skip
    every = sorted(table["training_garments"].unique())
    ax.set(xlabel="training garments", ylabel="test accuracy (%)", xscale="log", ylim=(None, 100))
    ax.set_xticks(every, [f"{count:,}" for count in every])
    ax.xaxis.set_minor_formatter(NullFormatter())
    figure.legend(loc="outside lower center", ncols=2)
    return figure
