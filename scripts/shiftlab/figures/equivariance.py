"""What breaks equivariance, and at which shifts: the distance of features from moved features."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style
from shiftlab.tables import statistics

COLUMNS = 3
TALLEST = 8  # operators below each other in a legend
# Whether the features should move along, or not change at all.
LOOKS = {"convolution": {"ls": "-", "marker": "o"}, "linear": {"ls": "--"}}
KINDS = {
    "convolution": "convolution: distance from the moved features",
    "linear": "linear: distance from the unmoved features",
}


def draw(table):
    """Draw the distance of each operator by shift, a panel per network.

    table: DataFrame with network, seed, operator, kind, shift (pixels) and distance, of one dataset.
    Several seeds are a mean, in a band that is its 95 % interval. Returns a figure.
    """
    networks = list(table.groupby("network", sort=False))
    columns = min(COLUMNS, len(networks))
    rows = -(-len(networks) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(style.WIDTH, 2.5 * rows + 0.3), sharey=True, squeeze=False
    )
    for ax, (network, lines) in zip(axes.flat, networks):
        for number, ((operator, kind), group) in enumerate(lines.groupby(["operator", "kind"], sort=False)):
            width = max(1.8 - 0.3 * number, 0.8)  # what lies below still shows
            look = LOOKS[kind] | {"color": style.COLOURS[number % len(style.COLOURS)]}
            _draw_line(ax, operator, group, lw=width, ms=2.5 * width, **look)
        ax.set(title=network, xticks=sorted(table["shift"].unique()))
        ax.legend(loc="upper left", ncols=-(-lines["operator"].nunique() // TALLEST))
    highest = axes[0, 0].get_ylim()[1]
    axes[0, 0].set_ylim(-0.03 * highest, highest)  # of all panels; lines at 0 are off the axis
    for ax in axes.flat[len(networks) :]:
        ax.axis("off")
    figure.supxlabel("shift of the garment (pixels)", fontsize=8)
    figure.supylabel("distance of the features (%)", fontsize=8)
    kinds = [plt.Line2D([], [], color="0.3", label=KINDS[kind], ms=3, **LOOKS[kind]) for kind in LOOKS]
    figure.legend(handles=kinds, loc="outside upper center", ncols=len(kinds))
    return figure


def _draw_line(ax, operator, group, **look):
    shifts = group.groupby("shift")["distance"]
    mean, low, high = np.array([statistics.mean_and_interval(100 * seeds) for _, seeds in shifts]).T
    (line,) = ax.plot(list(shifts.groups), mean, label=operator, **look)
    if np.isfinite(low).any():  # of several seeds
        ax.fill_between(list(shifts.groups), low, high, color=line.get_color(), alpha=0.2, linewidth=0)
