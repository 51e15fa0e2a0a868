"""The learning curve of one run: loss and accuracy after each epoch."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import line_labels, style


def draw(history, title, notebook=None):
    """Draw a run's loss and accuracy, titled with the accuracy at the end. Returns a figure.

    history: table of a history.csv. title: what is said of the run. notebook: table of the notebook's epochs
    (epoch, loss, correct out of 10000) to overlay, or None.
    """
    figure, (losses, accuracies) = plt.subplots(1, 2, figsize=(style.WIDTH, 2.1))
    epochs, test = history["epoch"], 100 * history["test_accuracy"]
    reached = f"{title}: {test.iloc[-1]:.1f} % accuracy after {epochs.iloc[-1]} epochs"
    losses.plot(epochs, history["train_loss"], color=style.ORANGE, ls="--")
    losses.plot(epochs, history["test_loss"], color=style.BLUE)
    accuracies.plot(epochs, test, color=style.BLUE)
    if notebook is not None:
        points = {"color": style.INK, "ls": "none", "marker": "o", "ms": 3, "mfc": "none", "mew": 0.7}
        losses.plot(notebook["epoch"], notebook["loss"], **points)
        accuracies.plot(notebook["epoch"], notebook["correct"] / 100, **points)
        both = test[epochs.isin(notebook["epoch"])].to_numpy(), notebook["correct"].to_numpy() / 100
        count = min(map(len, both))
        apart = np.abs(both[0][:count] - both[1][:count]).max()
        reached += f",\nnever more than {apart:.1f} points from the notebook (circles)"
    figure.suptitle(reached, x=0.01, ha="left")
    losses.set(xlabel="epoch", ylabel="mean cross-entropy (nats)", ylim=(0, None))
    accuracies.set(xlabel="epoch", ylabel="accuracy (%)", ylim=(0, 100))
    for ax in (losses, accuracies):
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.margins(x=0.02)
    last = epochs.iloc[-1]
    of_test = ("test", last, history["test_loss"].iloc[-1], style.BLUE)
    line_labels.write(losses, [("training", last, history["train_loss"].iloc[-1], style.ORANGE), of_test])
    line_labels.write(accuracies, [("test", last, test.iloc[-1], style.BLUE)])
    return figure
