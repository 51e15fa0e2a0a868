"""The learning curves of all networks in one picture."""

import matplotlib.pyplot as plt

from shiftlab.figures import style


def draw(histories):
    """Draw the test accuracy of every run: a colour per architecture, a line style per dataset.

    histories: list of (dataset, architecture, seed, table of a history.csv). Returns a figure.
    """
    datasets = list(dict.fromkeys(dataset for dataset, *_ in histories))
    architectures = list(dict.fromkeys(architecture for _, architecture, *_ in histories))
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.2))
    labels = set()
    for dataset, architecture, _, history in histories:
        # Several seeds are several lines of one look, with one entry in the legend.
        label = f"{architecture}, {dataset}"
        ax.plot(
            history["epoch"],
            100 * history["test_accuracy"],
            color=style.COLOURS[architectures.index(architecture) % len(style.COLOURS)],
            ls=style.LINES[datasets.index(dataset) % len(style.LINES)],
            label=None if label in labels else label,
        )
        labels.add(label)
    ax.set(xlabel="epoch", ylabel="test accuracy (%)", ylim=(0, 100))
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(loc="lower right")
    return figure
