"""Grids of small images: each with axes and a title, or joined into one image."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style

TALLEST = 6  # inches of mosaics on a page


def grid(count, columns, title_height, margin=0, top=0):
    """Return (figure, axes (count,)) for square tiles across the page, `columns` per row, without ticks.

    title_height: inches above each tile. margin: inches to the right of the tiles, for a colour bar. top:
    inches above all tiles, for a title.
    """
    rows = -(-count // columns)
    height = rows * ((style.WIDTH - margin) / columns + title_height) + top
    figure, axes = plt.subplots(rows, columns, figsize=(style.WIDTH, height), squeeze=False)
    figure.get_layout_engine().set(w_pad=0.015, h_pad=0.015, wspace=0, hspace=0)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color=style.FAINT, linewidth=0.5)
    for ax in axes.flat[count:]:
        ax.axis("off")
    return figure, axes.flat[:count]


def place(garments, offsets, frame):
    """Place garments in frames: uint8 (N, F, F). garments: uint8 (N, h, w). offsets: int (N, 2)."""
    frames = np.zeros((len(garments), frame, frame), np.uint8)
    height, width = garments.shape[1:]
    for canvas, garment, (dy, dx) in zip(frames, garments, offsets):
        canvas[dy : dy + height, dx : dx + width] = garment
    return frames


def mosaic(images, columns):
    """Join images, float (N, h, w), into one array, row by row, separated by lines of nan."""
    count, height, width = images.shape
    rows = -(-count // columns)
    cells = np.full((rows * columns, height + 1, width + 1), np.nan, images.dtype)
    cells[:count, :height, :width] = images
    joined = cells.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return joined.reshape(rows * (height + 1), columns * (width + 1))[:-1, :-1]


def scaled(images):
    """Scale each image, float (N, h, w), separately to [-1, 1]; an image of zeros is unchanged."""
    scales = np.abs(images).max(axis=(1, 2), keepdims=True)
    return images / np.where(scales > 0, scales, 1)


def show_grey(ax, frame):
    """Show a frame, uint8 (F, F): light on dark, as published."""
    ax.imshow(frame, cmap="gray", vmin=0, vmax=255)


def show_signed(ax, image, limit):
    """Show an image of either sign: red up to `limit`, blue down to -limit, white at zero."""
    return ax.imshow(image, cmap="RdBu_r", vmin=-limit, vmax=limit)


def stack(blocks):
    """Draw mosaics one below the other, each as wide as the page and titled. Returns a figure.

    blocks: mapping from a title to a mosaic of values in [-1, 1]. If they are too high together for a page,
    all are narrower.
    """
    heights = [style.WIDTH * block.shape[0] / block.shape[1] for block in blocks.values()]
    heights = [height * min(1, TALLEST / sum(heights)) for height in heights]
    figure, axes = plt.subplots(
        len(blocks),
        1,
        figsize=(style.WIDTH, sum(heights) + 0.25 * len(blocks)),
        height_ratios=heights,
        squeeze=False,
    )
    for ax, (title, block) in zip(axes.flat, blocks.items()):
        show_signed(ax, block, limit=1)
        ax.set_title(title, loc="left", pad=3)
        ax.set_anchor("NW")
        ax.axis("off")
    return figure
