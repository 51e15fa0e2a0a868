"""Test frames with their predicted and true classes."""

from shiftlab.figures import style, tiles

SHOWN, COLUMNS = 32, 8


def draw(test, predicted, classes):
    """Draw the first test frames and mark the misclassified ones. Returns a figure.

    test: the arrays of a test.npz. predicted: int (N,). classes: their names.
    """
    shown, names = min(SHOWN, len(predicted)), [style.short(name) for name in classes]
    figure, axes = tiles.grid(shown, COLUMNS, title_height=0.29, top=0.25)
    right = predicted[:shown] == test["labels"][:shown]
    for ax, image, label, guess in zip(axes, test["frames"], test["labels"], predicted):
        tiles.show_grey(ax, image)
        if guess == label:
            ax.set_title(names[label], fontsize=style.SMALL, pad=2)
            continue
        # These marks survive greyscale printing: misclassified frames have two lines and a thick edge.
        ax.set_title(
            f"× {names[guess]}\nnot {names[label]}", fontsize=style.SMALL, pad=2, color=style.VERMILION
        )
        ax.spines[:].set(color=style.VERMILION, linewidth=2)
    figure.suptitle(f"{right.sum()} of the first {shown} test frames are classified correctly")
    return figure
