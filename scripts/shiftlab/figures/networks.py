"""All networks in one figure: test accuracy against consistency."""

import matplotlib.pyplot as plt

from shiftlab.figures import style
from shiftlab.tables import summary


def draw(table):
    """Draw every network at its consistency and test accuracy; what it costs is in the legend.

    table: DataFrame of the networks table, see tables.networks. A colour per architecture and a marker per
    dataset, hollow and larger from the second on, so that it does not hide the first. Several seeds are a
    mean. Bars are its 95 % interval or, of one seed, two standard errors of the test sample. Returns a
    figure.
    """
    networks = table.groupby(["trained_on", "network"], sort=False)
    datasets, architectures = (list(table[key].unique()) for key in ("trained_on", "network"))
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.4 + 0.14 * len(networks)))
    for (dataset, architecture), group in networks:
        (x, x_low), (y, y_low) = (
            (100 * mean, 100 * low)
            for _, _, _, (mean, low, _) in summary.over_seeds(group, ["consistency", "test_accuracy"])
        )
        number = datasets.index(dataset)
        seconds = (group["encoding_seconds"] + group["training_seconds"]).mean()
        ax.errorbar(
            x, y, xerr=x - x_low, yerr=y - y_low, ls="none", elinewidth=0.8,
            ms=5 + 2 * min(number, 2), fillstyle="none" if number else "full",
            color=style.COLOURS[architectures.index(architecture) % len(style.COLOURS)],
            marker=style.MARKERS[number % len(style.MARKERS)],
            label=f"{architecture}, {dataset}: {y:.1f} %, {group['parameters'].iloc[0]:,} parameters, "
            f"{seconds:.0f} s",
        )  # fmt: skip
    ax.set(xlabel="consistency (%)", ylabel="test accuracy (%)", xlim=(0, 103), ylim=(None, 100))
    figure.legend(loc="outside lower center", ncols=1)
    return figure
