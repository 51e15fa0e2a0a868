"""The learning curves of all networks: a small panel for each, with the others behind it in grey."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import line_labels, style
from shiftlab.tables import statistics

COLUMNS = 4


def draw(histories, colours):
    """Draw the test accuracy of every network by epoch. Returns a figure.

    A panel per label, with a curve for each dataset on which it is trained, and its last accuracy. Several
    seeds are a mean, in a band that is its 95 % interval.

    histories: list of (run, table of a history.csv), where run is an experiment.runs.Run as readers see it.
    colours: as style.colours returns them.
    """
    groups = statistics.by_network(histories)
    styles = line_labels.line_styles(groups)
    curves = {}
    for network, members in groups.items():
        accuracies = np.stack([100 * history["test_accuracy"] for history in members])
        curves[network] = np.asarray(members[0]["epoch"]), *statistics.mean_and_interval(accuracies)
    shown = list(dict.fromkeys(label for _, label in groups))
    columns = min(COLUMNS, len(shown))
    rows = -(-len(shown) // columns)
    size = (style.WIDTH * columns / COLUMNS, 1.25 * rows + 0.25)
    figure, axes = plt.subplots(rows, columns, figsize=size, sharex=True, sharey=True, squeeze=False)
    for ax, shown_label in zip(axes.flat, shown):
        for network, (epochs, mean, low, high) in curves.items():
            dataset, label = network
            if label != shown_label:
                ax.plot(epochs, mean, color=style.GRID, lw=0.8, zorder=1)
                continue
            alone = sum(other == label for _, other in groups) == 1
            last = 100 * round(mean[-1] / 100, 6)  # with the digits of the numbers that the text names
            end = f"{'' if alone else f'{dataset}: '}{last:.1f} %"
            ax.plot(epochs, mean, color=colours[label], ls=styles[network], lw=1.5, label=end)
            ax.fill_between(epochs, low, high, color=colours[label], alpha=0.2, linewidth=0)
        ax.legend(loc="lower right", handlelength=1.6, borderaxespad=0.2)
        ax.set_title(shown_label, loc="left", color=style.INK)
        ax.grid(False)
    for ax in axes.flat[len(shown) :]:
        ax.axis("off")
    most = max(epochs[-1] for epochs, *_ in curves.values())
    axes[0, 0].set(xlim=(0, most), ylim=(0, 100), yticks=(0, 50, 100))
    axes[0, 0].xaxis.get_major_locator().set_params(integer=True)
    for ax in axes.flat[max(len(shown) - columns, 0) : len(shown)]:
        ax.tick_params(labelbottom=True)
    figure.supxlabel("epoch", fontsize=8)
    figure.supylabel("test accuracy (%)", fontsize=8)
    return figure
