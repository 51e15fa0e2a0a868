"""The speed of each task in the notebook, in this pipeline, and at the limit."""

import matplotlib.pyplot as plt

from shiftlab.figures import style

# Bars for float32 are solid; those for other precisions are hatched.
COLOURS = {"notebook": style.FAINT, "pipeline": style.BLUE, "limit": style.SKY}


def draw(table):
    """Draw a row of panels per task, a panel per network, and a bar per method and precision.

    table: DataFrame with task, network, precision, method, frames_per_second and ratio_to_notebook. Returns a
    figure.
    """
    tasks, networks = (list(table[key].unique()) for key in ("task", "network"))
    heights = [table[table["task"] == task].groupby("network").size().max() for task in tasks]
    figure, axes = plt.subplots(
        len(tasks),
        len(networks),
        figsize=(style.WIDTH, 0.19 * sum(heights) + 0.5 * len(tasks)),
        height_ratios=heights,
        squeeze=False,
    )
    for (task, network), rows in table.groupby(["task", "network"], sort=False):
        ax = axes[tasks.index(task), networks.index(network)]
        _bars(ax, rows)
        ax.set_title(f"{task}, {network}", loc="left")
        unit = "images" if task == "synthesis" else "frames"
        ax.set_xlabel(f"{unit} per second")
    return figure


def _bars(ax, rows):
    names = [f"{method} {precision}" for method, precision in zip(rows["method"], rows["precision"])]
    speeds = rows["frames_per_second"]
    bars = ax.barh(names, speeds, color=[COLOURS[method] for method in rows["method"]])
    for bar, precision in zip(bars, rows["precision"]):
        bar.set(hatch=None if precision == "float32" else "////", edgecolor=style.ON_DARK, linewidth=0)
    ax.bar_label(
        bars, [f"{ratio:.1f}×" for ratio in rows["ratio_to_notebook"]], padding=2, fontsize=style.SMALL
    )
    ax.invert_yaxis()
    ax.set_xlim(0, 1.2 * speeds.max())
    ax.grid(axis="y", visible=False)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.locator_params(axis="x", nbins=4)
