"""Maps over the offsets of a garment: how far down and across the frame its top-left corner is."""


def show(ax, values, **colours):
    """Show values by offset, float (R, C), with ticks at the first, middle and last; return the image.

    colours: cmap, vmin and vmax, as imshow takes them.
    """
    image = ax.imshow(values, **colours)
    rows, columns = ([0, (size - 1) // 2, size - 1] for size in values.shape)
    ax.set(xticks=columns, yticks=rows)
    ax.tick_params(length=2, pad=1, labelsize=6)
    return image
