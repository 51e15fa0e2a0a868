"""The scattering coefficients of a garment, of it moved, of it stretched, and of another garment."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style

COLOURS = (style.BLUE, style.GREEN, style.ORANGE, style.VERMILION)


def draw(frames, coefficients, changes, stretch, sizes):
    """Draw each of four frames above its coefficients of first and second order. Returns a figure.

    frames: float32 (4, F, F), coefficients: float32 (4, K), changes: float32 (4,) and stretch:
    a share, see analysis.wavelets. sizes: the numbers of scales J and angles L.
    """
    wider = f"{100 * stretch:.0f} % wider"
    titles = "one image", "the same, moved", f"the same, {wider}", "another image"
    scales, angles = sizes
    first, second = np.split(coefficients[:, 1:], [scales * angles], axis=1)
    pairs = [f"{one}, {other}" for one in range(scales) for other in range(one + 1, scales)]
    orders = {"first order": (first, list(map(str, range(scales))), "scale")}
    if pairs:
        orders["second order"] = (second, pairs, "scales")
    figure, axes = plt.subplots(
        1 + len(orders), 4, figsize=(style.WIDTH, 2.2 + 1.5 * len(orders)), sharey="row",
        height_ratios=[1.15, *([1] * len(orders))],
    )  # fmt: skip
    figure.suptitle(
        f"Scattering coefficients do not change when the image moves; when it is {wider}, they change\n"
        f"by {100 * changes[2]:.0f} % of the mean distance between two images",
    )
    for ax, frame, title, change in zip(axes[0], frames, titles, changes):
        ax.imshow(frame, cmap="gray", vmin=0, vmax=1)
        ax.set(xticks=[], yticks=[], title=title)
        ax.grid(False)
        ax.spines[:].set_visible(False)
        ax.set_xlabel(f"distance {100 * change:.1f} %", fontsize=style.SMALL)
    for row, (order, (values, groups, kind)) in zip(axes[1:], orders.items()):
        row[0].set_ylabel(f"{order}\n(standard deviations)", fontsize=style.SMALL)
        for ax, of_frame, colour in zip(row, values, COLOURS):
            _draw_order(ax, values[0], of_frame, groups, colour)
            ax.set_xlabel(f"by {kind}, then angle" + ("s" if kind == "scales" else ""), fontsize=style.SMALL)
    return figure


def _draw_order(ax, of_garment, of_frame, groups, colour):
    """Draw the coefficients of one order: of the garment as lines, of a frame as dots.

    of_garment, of_frame: float32 (coefficients,). groups: names of as many equal parts of them.
    """
    size = len(of_frame) // len(groups)
    for start in range(0, len(of_frame), size):
        part = slice(start, start + size)
        ax.plot(range(start, start + size), of_garment[part], color=style.GREY, lw=0.7)
        ax.plot(range(start, start + size), of_frame[part], ".", color=colour, ms=2.5)
        if start:
            ax.axvline(start - 0.5, color=style.FAINT, lw=0.8)
    ax.set_xticks([size * (number + 0.5) - 0.5 for number in range(len(groups))], groups)
    ax.tick_params(axis="x", length=0)
    ax.grid(axis="x", visible=False)
