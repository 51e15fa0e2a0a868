"""The learning curve of one run: loss and accuracy after each epoch."""

import matplotlib.pyplot as plt

from shiftlab.figures import style


def draw(history, title, notebook=None):
    """Draw a run's loss and accuracy. Returns a figure.

    history: table of a history.csv. title: title of the figure. notebook: table of the notebook's epochs
    (epoch, loss, correct out of 10000) to overlay, or None.
    """
    figure, (losses, accuracies) = plt.subplots(1, 2, figsize=(style.WIDTH, 2.4))
    figure.suptitle(title, fontsize=8)
    losses.plot(history["epoch"], history["train_loss"], color=style.ORANGE, ls="--", label="training")
    losses.plot(history["epoch"], history["test_loss"], color=style.BLUE, label="test")
    accuracies.plot(history["epoch"], 100 * history["test_accuracy"], color=style.BLUE, label="test")
    if notebook is not None:
        points = {"color": style.BLACK, "ls": "none", "marker": "o", "ms": 3, "mfc": "none"}
        losses.plot(notebook["epoch"], notebook["loss"], **points, label="test, the notebook")
        accuracies.plot(notebook["epoch"], notebook["correct"] / 100, **points, label="test, the notebook")
    losses.set(xlabel="epoch", ylabel="mean cross-entropy (nats)", ylim=(0, None))
    accuracies.set(xlabel="epoch", ylabel="accuracy (%)", ylim=(0, 100))
    for ax in (losses, accuracies):
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.legend(loc="best")
    return figure
