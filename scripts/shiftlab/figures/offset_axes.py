"""Maps over the offsets of a garment: the positions, down and across, of its top-left corner in the frame."""

from shiftlab.figures import style


def show(ax, values, **colours):
    """Show values by offset, float (R, C), with ticks at the first, middle and last; return the image.

    colours: cmap, vmin and vmax of imshow.
    """
    image = ax.imshow(values, **colours)
    rows, columns = ([0, (size - 1) // 2, size - 1] for size in values.shape)
    ax.set(xticks=columns, yticks=rows)
    ax.tick_params(length=2, pad=1, labelsize=style.SMALL)
    return image
