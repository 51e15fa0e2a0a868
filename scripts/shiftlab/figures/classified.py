"""Test frames with their predicted and true classes."""

from shiftlab.figures import style, tiles

SHOWN, COLUMNS = 35, 7


def draw(test, predicted, classes):
    """Draw the first test frames and mark the misclassified ones. Returns a figure.

    test: the arrays of a test.npz. predicted: int (N,). classes: their names.
    """
    shown, names = min(SHOWN, len(predicted)), [style.short(name) for name in classes]
    figure, axes = tiles.grid(shown, COLUMNS, title_height=0.27)
    for ax, image, label, guess in zip(axes, test["frames"], test["labels"], predicted):
        tiles.show_grey(ax, image)
        right = guess == label
        # These marks survive greyscale printing: misclassified frames have a cross and a thick edge.
        text = f"{'' if right else '✗ '}{names[guess]}\ntrue: {names[label]}"
        ax.set_title(text, fontsize=6, pad=2, color="black" if right else style.VERMILION)
        if not right:
            ax.spines[:].set(color=style.VERMILION, linewidth=2)
    return figure
