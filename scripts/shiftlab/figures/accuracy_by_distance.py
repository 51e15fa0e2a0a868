"""Accuracy by the distance of a garment from the middle of the frame."""

import matplotlib.pyplot as plt

from shiftlab.analysis import invariance
from shiftlab.figures import curves, style


def draw(maps, colours):
    """Draw the accuracy of every network by distance from the middle. Returns a figure.

    maps: list of (run, accuracy map), run being an experiment.runs.Run. colours: as style.colours returns
    them.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 2.8))
    falls = [(run, *invariance.by_distance(accuracies)) for run, accuracies in maps]
    ax.set(xlabel="distance from the middle of the frame (pixels)")
    ax.set(ylabel="accuracy (%)", ylim=(0, 100), xlim=(0, max(distance[-1] for _, distance, _ in falls)))
    ax.xaxis.get_major_locator().set_params(integer=True)
    curves.draw(ax, [(run, distance, 100 * accuracy) for run, distance, accuracy in falls], colours)
    return figure
