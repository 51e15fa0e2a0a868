"""What to conclude: how accurate, consistent, robust and large each network is, in one table of points."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.ticker import NullFormatter

from shiftlab.figures import line_labels, style
from shiftlab.tables import summary


def draw(networks, transfer, main, colours, examples=None, robustness=None):
    """Draw a row per network and a column per measure, the most accurate networks first. Returns a figure.

    networks, transfer: DataFrames of the tables of these names. main: the name of the dataset on which the
    networks are compared, also those trained on another. examples, robustness: DataFrames of these tables, or
    None; the columns of what an experiment lacks drop out. colours: as style.colours returns them.
    Several seeds are a mean. Bars are its 95 % interval or, of one seed, two standard errors of the test
    sample.
    """
    columns, tested = measures(networks, transfer, main, examples, robustness)
    accuracy = next(iter(columns.values()))
    rows = sorted(accuracy, key=lambda network: -accuracy[network][0])
    names = line_labels.short_names(rows)
    figure, axes = plt.subplots(
        1, len(columns), figsize=(style.WIDTH, 0.18 * len(rows) + 1), sharey=True, squeeze=False
    )
    figure.get_layout_engine().set(w_pad=0.02)
    for ax, (title, values) in zip(axes[0], columns.items()):
        shares = title != PARAMETERS
        best = max((values[row][0] for row in rows if row in values), default=0)
        for place, row in enumerate(rows):
            if row in values:
                _draw_point(
                    ax, place, values[row], shares, colours[row[1]], shares and values[row][0] == best
                )
        ax.set_title(title, fontsize=style.SMALL, loc="left")
        ax.grid(False, axis="x")
        ax.spines["left"].set_visible(False)
        ax.tick_params(axis="y", length=0)
        if shares:
            ax.set(xlim=(0, 100), xticks=(0, 50, 100))
        else:
            ax.set_xscale("log")
            ax.margins(x=0.35)
            ax.xaxis.set_minor_formatter(NullFormatter())
            ax.xaxis.set_major_formatter(lambda count, _: _short_count(count))
    axes[0, 0].set_yticks(range(len(rows)), [names[row] for row in rows], fontsize=8)
    axes[0, 0].set_ylim(len(rows) - 0.5, -0.5)
    figure.suptitle(finding(columns, tested, names), x=0.01, ha="left", fontsize=9)
    return figure


PARAMETERS = "parameters"


def measures(networks, transfer, main, examples=None, robustness=None):
    """Return the figure's columns, {title: {(trained on, network): (mean, low, high)}}, and a background.

    Arguments as of `draw`. Shares are in percent. The background is the one on which networks are least
    accurate, of those on which they are tested but not trained; None without any.
    """
    own = transfer[transfer["tested_on"] == main]
    # The test frames of invariant networks are theirs for any placement.
    own = [own, transfer[(transfer["dataset"] == main) & (transfer["tested_on"] == transfer["trained_on"])]]
    compared = [_of(table, "accuracy") for table in own]
    columns = {
        "test accuracy (%)": compared[1] | compared[0],
        "consistency (%)": _of(networks, "consistency"),
    }
    hardest = None
    if examples is not None:
        fewest = examples["training_garments"].min()
        few = examples[examples["training_garments"] == fewest]
        columns[f"accuracy (%) after\n{fewest:,} examples"] = _of(few, "test_accuracy")
    if robustness is not None:
        others = robustness[robustness["tested_on"] != robustness["tested_on"].iloc[0]]
        hardest = others.groupby("tested_on", sort=False)["accuracy"].mean().idxmin()
        columns[f"accuracy (%) on\n{hardest} frames"] = _of(
            others[others["tested_on"] == hardest], "accuracy"
        )
    columns[PARAMETERS] = {
        network: (count, count, count)
        for network, count in networks.groupby(["trained_on", "network"], sort=False)["parameters"]
        .first()
        .items()
    }
    return columns, hardest


def finding(columns, hardest, names):
    """Say which network is the most accurate, and whether it still is on the hardest background."""
    accuracy = next(iter(columns.values()))
    best = max(names, key=lambda network: accuracy[network][0])
    said = f"Highest accuracy wherever the image is: {names[best]}, {accuracy[best][0]:.1f} %"
    if hardest is None:
        return said
    (robust,) = (values for title, values in columns.items() if title.endswith(f"{hardest} frames"))
    other = max((network for network in names if network in robust), key=lambda network: robust[network][0])
    if other == best:
        return f"{said}; on {hardest} frames too, {robust[best][0]:.1f} %"
    return f"{said}; on {hardest} frames: {names[other]}, {robust[other][0]:.1f} %"


def _of(table, measure):
    """Return {(trained on, network): (mean, low, high)} in percent, given a row per network and seed."""
    return {
        (names["trained_on"], names["network"]): tuple(100 * number for number in interval)
        for names, _, _, interval in summary.over_seeds(table, [measure])
    }


def _draw_point(ax, place, value, shares, colour, bold):
    """Draw a point with its interval and its number, on the side where there is room."""
    mean, low, high = np.nan_to_num(value, nan=value[0])
    ax.errorbar(
        mean,
        place,
        xerr=[[mean - low], [high - mean]],
        fmt="o",
        ms=4.5,
        elinewidth=1,
        color=colour,
        clip_on=False,
    )
    left = shares and mean > 50
    ax.annotate(
        f"{mean:.1f}" if shares else _short_count(mean), (low if left else high, place),
        (-5 if left else 5, 0), textcoords="offset points", va="center", ha="right" if left else "left",
        fontsize=style.SMALL, fontweight="bold" if bold else "normal",
    )  # fmt: skip


def _short_count(count):
    """Return a number of parameters in two or three digits: 18,018 is 18k."""
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if count >= size:
            return f"{count / size:.3g}{letter}" if count < 10 * size else f"{count / size:.0f}{letter}"
    return f"{count:.0f}"
