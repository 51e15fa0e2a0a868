"""Curves of many runs in one picture: a colour per network, a line style per dataset, a label at each end."""

import numpy as np

from shiftlab.figures import line_labels
from shiftlab.tables import statistics


def draw(ax, curves, colours):
    """Draw a curve for every network; of several seeds the mean, in a band that is its 95 % interval.

    Draw last, as the labels follow from the layout.

    curves: list of (run, x (n,), y (n,)), run being an experiment.runs.Run as readers see it.
    colours: as style.colours returns them.
    """
    groups = statistics.by_network((run, (np.asarray(x), np.asarray(y))) for run, x, y in curves)
    names, styles = line_labels.short_names(groups), line_labels.line_styles(groups)
    labels = []
    for network, members in groups.items():
        x = members[0][0]
        mean, low, high = statistics.mean_and_interval(np.stack([y for _, y in members]))
        colour = colours[network[1]]
        known = np.flatnonzero(np.isfinite(mean))
        if not len(known) or (ax.get_yscale() == "log" and not mean[known].any()):
            continue  # nothing but zeros has no line on a logarithmic axis
        ax.plot(x, mean, color=colour, ls=styles[network])
        if len(members) > 1:
            ax.fill_between(x, low, high, color=colour, alpha=0.15, linewidth=0)
        labels.append((names[network], x[known[-1]], mean[known[-1]], colour))
    if labels:
        line_labels.write(ax, labels)
