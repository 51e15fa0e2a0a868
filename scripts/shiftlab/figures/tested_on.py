"""The accuracy of every network on each dataset on which it is tested: placements, or backgrounds."""

import matplotlib.pyplot as plt

from shiftlab.experiment import labels
from shiftlab.figures import style
from shiftlab.tables import summary


def draw(table, colours):
    """Draw a row of points per network, one for each dataset on which it is tested. Returns a figure.

    If all networks are tested on all datasets, the key names the most accurate one on each. A point's colour
    is its network's, its shape that of a dataset.

    table: DataFrame of the transfer or the robustness table, see tables.tested_on. Several seeds are a mean.
    Bars are its 95 % interval or, of one seed, two standard errors of the test sample. colours: as
    style.colours returns them.
    """
    tested_on, points, best = list(table["tested_on"].unique()), {}, {}
    for names, _, _, (mean, low, high) in summary.over_seeds(table, ["accuracy"]):
        row = names["network"], labels.trained_on(names["trained_on"])
        points.setdefault(row, {})[names["tested_on"]] = 100 * mean, 100 * low, 100 * high
        best[names["tested_on"]] = max(best.get(names["tested_on"], (0, "")), (100 * mean, row[0]))
    figure, ax = plt.subplots(figsize=(style.WIDTH, 0.17 * len(points) + 1))
    for row, ((network, _), measured) in enumerate(points.items()):
        ends = [mean for mean, *_ in measured.values()]
        ax.plot([min(ends), max(ends)], [row, row], color=style.FAINT, lw=1, zorder=1)
        for name, (mean, low, high) in measured.items():
            ax.errorbar(
                mean, row, xerr=[[mean - low], [high - mean]], ls="none", elinewidth=0.8, ms=5,
                color=colours[network], **_look(tested_on.index(name)),
            )  # fmt: skip
    ax.set_yticks(range(len(points)), [", ".join(row) for row in points])
    ax.set(xlabel="accuracy (%)", xlim=(0, 100), ylim=(len(points) - 0.5, -0.5))
    said = {name: f"on {name}" for name in tested_on}
    if all(len(measured) == len(tested_on) for measured in points.values()):
        said = {
            name: f"{words} (highest: {best[name][1]}, {best[name][0]:.1f} %)" for name, words in said.items()
        }
    keys = [
        plt.Line2D([], [], color=style.INK, ls="none", ms=5, label=said[name], **_look(number))
        for number, name in enumerate(tested_on)
    ]
    figure.legend(
        handles=keys, loc="outside upper right", ncols=min(len(keys), 3), handletextpad=0.1, columnspacing=1
    )
    return figure


def _look(number):
    """Return the look of the points of a dataset: the first one's are full."""
    marker = style.MARKERS[number % len(style.MARKERS)]
    return {"marker": marker, "fillstyle": "none" if number else "full"}
