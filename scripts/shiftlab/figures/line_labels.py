"""Labels at the ends of lines, in place of a legend."""

import numpy as np

from shiftlab.figures import style

SPACING = 1.15  # of labels above each other, in heights of their letters


def write(ax, labels):
    """Write a label beside the right end of each line, moved apart where lines end close to each other.

    Call it when nothing else of the figure will change, as the places follow from its layout.

    labels: list of (text, x, y, colour), x and y of the end in data coordinates, colour of the line.
    """
    notes = [
        ax.annotate(
            text, (x, y), xytext=(1.05, y), textcoords=("axes fraction", "data"), va="center",
            fontsize=style.SMALL, annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.7, "shrinkB": 2, "relpos": (0, 0.5)},
        )
        for text, x, y, colour in labels
    ]  # fmt: skip
    ax.figure.figure.draw_without_rendering()  # whose layout makes room for the labels
    box, gap = ax.get_window_extent(), SPACING * style.SMALL * ax.figure.dpi / 72
    heights = ax.transData.transform([(x, y) for _, x, y, _ in labels])[:, 1]
    for note, height in zip(notes, spread(heights, gap, box.y0, box.y1)):
        note.set_position((1.05, ax.transData.inverted().transform((0, height))[1]))


def spread(places, gap, low, high):
    """Move places apart, as little as possible, until each two differ by `gap` at least. Returns float (N,).

    places: float (N,), whose order is kept. low, high: where the places end, unless there are too many.
    The smallest sum of squared movements is an isotonic regression of the places less their rank times the
    gap: neighbours in the wrong order are pooled into their mean.
    """
    order = np.argsort(places, kind="stable")
    ranks = gap * np.arange(len(places))
    pools = []  # of [mean, size]
    for place in np.asarray(places, float)[order] - ranks:
        pools.append([place, 1])
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (mean, size), (other, more) = pools[-2:]
            pools[-2:] = [[(size * mean + more * other) / (size + more), size + more]]
    moved = np.concatenate([np.full(size, mean) for mean, size in pools])
    moved = np.clip(moved, low, max(high - ranks[-1], low)) + ranks
    found = np.empty(len(places))
    found[order] = moved
    return found


def short_names(networks):
    """Return a name of each network, {(dataset, label): text}: its label alone, if that is enough.

    networks: pairs (dataset, label), as readers see them.
    """
    known = list(dict.fromkeys(networks))
    labels = [label for _, label in known]
    return {
        (dataset, label): label if labels.count(label) == 1 else f"{label} ({dataset})"
        for dataset, label in known
    }


def line_styles(networks):
    """Return the line style of each network, {(dataset, label): style}: of a label, one for each dataset.

    networks: pairs (dataset, label), as readers see them.
    """
    seen, styles = {}, {}
    for dataset, label in dict.fromkeys(networks):
        number = seen[label] = seen.get(label, -1) + 1
        styles[dataset, label] = style.LINES[number % len(style.LINES)]
    return styles
