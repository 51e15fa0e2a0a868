"""One garment at three offsets, and what each network predicts there."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles

BAR = 0.8  # height of the bars of a class, as a fraction of the distance between classes
HATCHES = (None, "////")  # so that two networks of one label differ


def draw(garment, label, frame, classes, answers, colours):
    """Draw a garment where the first network is least, moderately and most confident in its class.

    garment: uint8 (h, w). label: its class. frame: side of the frame. classes: their names. answers: mapping
    from a network's title to its probabilities, float (R, C, classes) in [0, 1]. colours: of the networks, in
    the same order. Returns a figure.
    """
    first = next(iter(answers.values()))
    shape, order = first.shape[:2], first[..., label].argsort(axis=None, kind="stable")
    offsets = [np.unravel_index(order[rank], shape) for rank in (0, len(order) // 2, -1)]
    names = [style.short(name) for name in classes]
    names[label] += " (true)"
    bars_height = min(0.18 * len(classes), 5) + 0.3  # inches; the figure must fit on a page
    figure, axes = plt.subplots(
        2, 3, figsize=(style.WIDTH, 1.7 + bars_height), height_ratios=[1.3, bars_height], sharey="row"
    )
    for (top, bottom), offset in zip(axes.T, offsets):
        tiles.show_grey(top, tiles.place(garment[None], [offset], frame)[0])
        top.set(xticks=[], yticks=[], title="{} down, {} across".format(*offset))
        top.grid(False)
        top.spines[:].set_visible(False)
        for number, (title, probabilities) in enumerate(answers.items()):
            places = np.arange(len(classes)) + (number + 0.5) * BAR / len(answers) - BAR / 2
            bottom.barh(
                places, 100 * probabilities[offset], BAR / len(answers), color=colours[number], label=title,
                hatch=HATCHES[colours[:number].count(colours[number]) % len(HATCHES)],
                edgecolor=style.ON_DARK, linewidth=0,
            )  # fmt: skip
        bottom.set(xlim=(0, 100), xlabel="probability (%)", yticks=range(len(classes)), yticklabels=names)
        bottom.grid(False, axis="y")
    axes[1, 0].invert_yaxis()
    handles, titles = axes[1, 0].get_legend_handles_labels()
    figure.legend(handles, titles, loc="outside upper left", ncols=2)
    return figure
