"""How a garment, moved by a pixel, can be further from itself than from another garment."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles

LEVELS = 255  # grey levels from black to white


def draw(test, distances, classes, noun):
    """Draw one garment, itself moved right, and its neighbour; and both distances of every garment.

    test: the arrays of a test.npz. distances: what analysis.distances.measure returns for its garments.
    classes: their names. noun: what "one" garment and "many" are called. Returns a figure.
    """
    garments, labels = test["garments"], test["labels"]
    shift, moved = int(distances["shifts"][0]), distances["moved_distance"][0] / LEVELS
    other, nearest = distances["nearest"], distances["nearest_distance"] / LEVELS
    further = moved > nearest
    shown = choose(moved, nearest, labels[: len(other)] != labels[other])

    figure = plt.figure(figsize=(style.WIDTH, 2.65))
    left, right = figure.subfigures(1, 2, width_ratios=[1.5, 1])
    one, neighbour = (np.pad(garments[index], shift) for index in (shown, other[shown]))
    names = [style.short(classes[labels[index]], 16) for index in (shown, other[shown])]
    captions = {
        names[0]: one,
        f"{shift} pixel to the right:\ndistance {moved[shown]:.1f}": np.roll(one, shift, axis=1),
        f"nearest other ({names[1]}):\ndistance {nearest[shown]:.1f}": neighbour,
    }
    for ax, (caption, image) in zip(left.subplots(1, 3), captions.items()):
        tiles.show_grey(ax, image)
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.set_xlabel(caption, fontsize=7)

    ax = right.subplots()
    for chosen, colour in ((further, style.VERMILION), (~further, style.BLUE)):
        ax.plot(nearest[chosen], moved[chosen], ls="none", marker=".", ms=2, color=colour, alpha=0.6)
    most = 1.05 * max(moved.max(), nearest.max())
    ax.plot([0, most], [0, most], color="0.3", lw=0.8)
    ax.set(xlim=(0, most), ylim=(0, most), aspect="equal")
    ax.set(
        xlabel=f"distance to the nearest other {noun['one']}",
        ylabel=f"distance to itself, {shift} pixel right",
    )
    share, many = f"{100 * further.mean():.0f} %", f"{len(further):,} {noun['many']}"
    figure.suptitle(
        f"{share} of {many}, moved by {shift} pixel, are further from themselves than from another"
    )
    return figure


def choose(moved, nearest, differs):
    """Return the index of the garment to show: the median one by the ratio of its two distances.

    Of those that are further from themselves than from a garment of another class; if there are none, than
    from any other one; and if there are none of these, of all.
    moved, nearest: float (M,), the distances. differs: bool (M,), whether the nearest is of another class.
    """
    further = moved > nearest
    groups = (further & differs, further, np.ones_like(further))
    members = np.flatnonzero(next(group for group in groups if group.any()))
    ratios = moved[members] / np.maximum(nearest[members], np.finfo(float).tiny)
    return members[np.argsort(ratios, kind="stable")[(len(members) - 1) // 2]]
