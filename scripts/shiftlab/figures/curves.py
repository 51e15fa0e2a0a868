"""Curves of many runs in one picture: a colour per architecture, a line style per dataset."""

import numpy as np

from shiftlab.figures import style
from shiftlab.tables import statistics


def draw(ax, curves):
    """Draw a curve for every network; of several seeds the mean, in a band that is its 95 % interval.

    The legend is below, out of the way of any number of curves.

    curves: list of (run, x (n,), y (n,)), run being an experiment.runs.Run.
    """
    groups = statistics.by_network((run, (x, y)) for run, x, y in curves)
    datasets, architectures = (list(dict.fromkeys(names)) for names in zip(*groups))
    for (dataset, architecture), members in groups.items():
        x = members[0][0]
        mean, low, high = statistics.mean_and_interval(np.stack([y for _, y in members]))
        colour = style.COLOURS[architectures.index(architecture) % len(style.COLOURS)]
        line = style.LINES[datasets.index(dataset) % len(style.LINES)]
        # Nothing but zeros has no line on a logarithmic axis, and so no place in the legend.
        unseen = ax.get_yscale() == "log" and not mean.any()
        label = None if unseen else f"{architecture}, {dataset}"
        ax.plot(x, mean, color=colour, ls=line, label=label)
        if len(members) > 1:
            ax.fill_between(x, low, high, color=colour, alpha=0.12, linewidth=0)
    ax.figure.legend(loc="outside lower center", ncols=2 if len(groups) <= 6 else 3)
