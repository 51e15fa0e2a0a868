"""What breaks equivariance, and at which shifts: the distance of features from moved features."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import line_labels, style
from shiftlab.jobs.wording import listed
from shiftlab.tables import statistics

COLUMNS = 3
EXACT = 1e-4  # of the features' variation: below, a distance is a rounding error
NAMED = 4  # operators of a kind whose lines are labelled one by one
# Whether the features should move along, or not change at all.
LOOKS = {"convolution": {"ls": "-", "marker": "o", "ms": 2.5}, "linear": {"ls": "--"}}
KINDS = {
    "convolution": "convolution: distance from the moved features",
    "linear": "linear: distance from the unmoved features",
}


def draw(table, colours):
    """Draw the distance of each operator by shift, a panel per network that says where it is zero.

    table: DataFrame with network, seed, operator, kind, shift (pixels) and distance, of one dataset.
    Several seeds are a mean, in a band that is its 95 % interval. colours: as style.colours returns them.
    Returns a figure.
    """
    networks = list(table.groupby("network", sort=False))
    columns = min(COLUMNS, len(networks))
    rows = -(-len(networks) // columns)
    size = (style.WIDTH * max(columns, 2) / COLUMNS, 2.1 * rows + 0.3)
    figure, axes = plt.subplots(rows, columns, figsize=size, sharex=True, sharey=True, squeeze=False)
    height = max(len(exactness(lines)) for _, lines in networks)  # of the titles, in lines
    ends = []
    for ax, (network, lines) in zip(axes.flat, networks):
        drawn = lines.groupby(["operator", "kind"], sort=False)
        ends.append([_draw_line(ax, *names, group, colours[network]) for names, group in drawn])
        said = "\n".join(exactness(lines))
        ax.set_title(said, loc="left", fontsize=style.SMALL)
        ax.annotate(
            network, (0, 1), (0, 3 + 11.5 * height), xycoords="axes fraction", textcoords="offset points"
        )
        ax.set(xticks=sorted(table["shift"].unique()))
    highest = axes[0, 0].get_ylim()[1]
    axes[0, 0].set_ylim(-0.03 * highest, highest)  # of all panels; lines at 0 are off the axis
    for ax in axes.flat[len(networks) :]:
        ax.axis("off")
    for ax in axes.flat[max(len(networks) - columns, 0) : len(networks)]:
        ax.tick_params(labelbottom=True)
    figure.supxlabel("shift (pixels)", fontsize=8)
    figure.supylabel("distance of the features (%)", fontsize=8)
    kinds = [plt.Line2D([], [], color=style.GREY, label=KINDS[kind], **LOOKS[kind]) for kind in LOOKS]
    figure.legend(handles=kinds, loc="outside upper left", ncols=1 if columns == 1 else 2)
    for ax, labels in zip(axes.flat, ends):
        line_labels.write(ax, _together(labels))
    return figure


def exactness(lines):
    """Say at which shifts the features of a network's convolutions move along exactly.

    lines: the rows of the table of one network. Returns lines of text: none without convolutions.
    """
    said = {}
    for operator, group in lines[lines["kind"] == "convolution"].groupby("operator", sort=False):
        largest = group.groupby("shift")["distance"].max()
        exact = [shift for shift, distance in largest.items() if shift and distance < EXACT]
        every = [shift for shift in largest.index if shift]
        step = exact[0] if exact else None
        if exact == every:
            where = ""
        elif exact and exact == [shift for shift in every if shift % step == 0]:
            where = f" only at multiples of {step}"
        else:
            where = f" only at {listed([str(shift) for shift in exact], 3)}" if exact else " at no shift"
        said.setdefault(where, []).append(operator)
    if len(said) == 1 and len(*said.values()) > 1:
        return [f"all convolutions move along{where}"]
    return [
        f"{listed(names, 2)} {'move' if len(names) > 1 else 'moves'} along{where}"
        for where, names in said.items()
    ]


def _draw_line(ax, operator, kind, group, colour):
    """Draw the line of an operator; return its label, as line_labels.write takes it."""
    shifts = group.groupby("shift")["distance"]
    mean, low, high = np.array([statistics.mean_and_interval(100 * seeds) for _, seeds in shifts]).T
    ax.plot(list(shifts.groups), mean, color=colour, lw=1.1, **LOOKS[kind])
    if np.isfinite(low).any():  # of several seeds
        ax.fill_between(list(shifts.groups), low, high, color=colour, alpha=0.2, linewidth=0)
    return operator, list(shifts.groups)[-1], mean[-1], colour


def _together(labels):
    """Join the labels of lines that end at the same place, so that there is one label for each place."""
    places = {}
    for operator, x, y, colour in labels:
        places.setdefault(round(y, 2), []).append((operator, x, y, colour))
    return [
        (listed([operator for operator, *_ in group], 2), *group[0][1:])
        if len(group) < NAMED
        else (f"{group[0][0]} to {group[-1][0]}", *group[0][1:])
        for group in places.values()
    ]
