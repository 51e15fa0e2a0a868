"""All networks in one picture: how right they are wherever a garment stands, and how sure to say the same."""

import matplotlib.pyplot as plt

from shiftlab import seeds
from shiftlab.figures import style


def draw(table):
    """Draw every network at its consistency and expected accuracy; what it costs is in the legend.

    table: DataFrame with dataset, architecture, seed, parameters, encoding_seconds, training_seconds,
    expected_accuracy and consistency. A colour per architecture and a marker per dataset, as in the curves;
    several seeds are a mean, with bars that are its 95 % interval. Returns a figure.
    """
    networks = table.groupby(["dataset", "architecture"], sort=False)
    datasets, architectures = (list(table[key].unique()) for key in ("dataset", "architecture"))
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.4 + 0.14 * len(networks)))
    for (dataset, architecture), group in networks:
        x, x_low, _ = seeds.mean_and_interval(100 * group["consistency"])
        y, y_low, _ = seeds.mean_and_interval(100 * group["expected_accuracy"])
        seconds = (group["encoding_seconds"] + group["training_seconds"]).mean()
        ax.errorbar(
            x, y, xerr=x - x_low, yerr=y - y_low, ls="none", ms=6, alpha=0.85, elinewidth=0.8,
            color=style.COLOURS[architectures.index(architecture) % len(style.COLOURS)],
            marker=style.MARKERS[datasets.index(dataset) % len(style.MARKERS)],
            label=f"{architecture}, {dataset}: {y:.1f} %, {group['parameters'].iloc[0]:,} parameters, "
            f"{seconds:.0f} s",
        )  # fmt: skip
    ax.set(xlabel="consistency (%)", ylabel="expected accuracy (%)", xlim=(0, 103), ylim=(0, 100))
    figure.legend(loc="outside lower center", ncols=1)
    return figure
