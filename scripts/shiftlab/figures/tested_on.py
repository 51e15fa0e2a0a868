"""The accuracy of every network on each dataset on which it is tested: placements, or backgrounds."""

import matplotlib.pyplot as plt

from shiftlab.experiment import labels
from shiftlab.figures import style
from shiftlab.tables import summary


def draw(table):
    """Draw a row of points per network, one for each dataset on which it is tested. Returns a figure.

    table: DataFrame of the transfer or the robustness table, see tables.tested_on. Several seeds are a mean.
    Bars are its 95 % interval or, of one seed, two standard errors of the test sample.
    """
    rows, tested_on = [], list(table["tested_on"].unique())
    figure, ax = plt.subplots(figsize=(style.WIDTH, 0))
    for names, _, _, (mean, low, high) in summary.over_seeds(table, ["accuracy"]):
        row = f"{names['network']}, {labels.trained_on(names['trained_on'])}"
        if row not in rows:
            rows.append(row)
        number = tested_on.index(names["tested_on"])
        colour = style.COLOURS[number % len(style.COLOURS)]
        marker = style.MARKERS[number % len(style.MARKERS)]
        ax.errorbar(
            100 * mean, rows.index(row), xerr=[[100 * (mean - low)], [100 * (high - mean)]],
            ls="none", elinewidth=0.8, ms=5, fillstyle="none" if number else "full",
            color=colour, marker=marker, label=f"tested on {names['tested_on']}",
        )  # fmt: skip
    figure.set_figheight(0.24 * len(rows) + 1)
    ax.set_yticks(range(len(rows)), rows)
    ax.set(xlabel="accuracy (%)", xlim=(0, 100), ylim=(len(rows) - 0.5, -0.5))
    points = dict(zip(*reversed(ax.get_legend_handles_labels())))  # the first of each label
    figure.legend(points.values(), points.keys(), loc="outside upper center", ncols=min(len(points), 4))
    return figure
