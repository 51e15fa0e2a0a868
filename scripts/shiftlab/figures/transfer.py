"""The accuracy of networks trained on one dataset and tested on each."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style
from shiftlab.tables import statistics

COLUMNS = 3
BAR = 0.8  # width of a group of bars, as a fraction of the distance between groups


def draw(table):
    """Draw the transfer table: a panel per architecture, with a bar per training dataset in each group.

    table: DataFrame with trained_on, tested_on, architecture, seed and accuracy (in [0, 1]). Several seeds
    are shown as their mean with its 95 % interval. Returns a figure.
    """
    architectures, trained_on, tested_on = (
        list(table[key].unique()) for key in ("architecture", "trained_on", "tested_on")
    )
    rows = -(-len(architectures) // COLUMNS)
    columns = -(-len(architectures) // rows)
    figure, axes = plt.subplots(
        rows, columns, figsize=(style.WIDTH, 2.4 * rows + 0.3), sharey=True, squeeze=False
    )
    width = BAR / len(trained_on)
    for ax, architecture in zip(axes.flat, architectures):
        rows = table[table["architecture"] == architecture]
        for number, dataset in enumerate(trained_on):
            groups = rows[rows["trained_on"] == dataset].groupby("tested_on", sort=False)["accuracy"]
            means = {name: statistics.mean_and_interval(100 * group) for name, group in groups}
            places = [tested_on.index(name) + (number + 0.5) * width - BAR / 2 for name in means]
            mean, low, high = np.array(list(means.values())).T
            bars = ax.bar(
                places, mean, 0.94 * width, yerr=(mean - low, high - mean),
                color=style.COLOURS[number % len(style.COLOURS)], ecolor="0.3", label=f"trained on {dataset}",
            )  # fmt: skip
            ax.bar_label(
                bars, [f"{value:.1f}" for value in mean], fontsize=7, label_type="center", color="white"
            )
        ax.set_xticks(range(len(tested_on)), [f"tested on\n{name}" for name in tested_on])
        ax.set(title=architecture, ylim=(0, 100))
        ax.grid(False, axis="x")
    for ax in axes[:, 0]:
        ax.set_ylabel("accuracy (%)")
    for ax in axes.flat[len(architectures) :]:
        ax.axis("off")
    figure.legend(*axes[0, 0].get_legend_handles_labels(), loc="outside upper center", ncols=len(trained_on))
    return figure
