"""The learning curves of all networks in one figure."""

import matplotlib.pyplot as plt

from shiftlab.figures import curves, style


def draw(histories):
    """Draw the test accuracy of every network by epoch. Returns a figure.

    histories: list of (run, table of a history.csv), where run is an experiment.runs.Run.
    """
    figure, ax = plt.subplots(figsize=(style.WIDTH, 3.2))
    curves.draw(ax, [(run, history["epoch"], 100 * history["test_accuracy"]) for run, history in histories])
    ax.set(xlabel="epoch", ylabel="test accuracy (%)", ylim=(0, 100))
    ax.xaxis.get_major_locator().set_params(integer=True)
    return figure
