"""The wavelets of a scattering: in space, and how they cover the plane of frequencies."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles

TILE = 0.72  # inches
PLANE = 2.5  # inches


def draw(wavelets, spectra, littlewood_paley):
    """Draw the real part of each wavelet, above their spectra and the Littlewood-Paley sum. Returns a figure.

    wavelets, spectra: float32 (J, L, F, F) and littlewood_paley: float32 (F, F), see analysis.wavelets.
    """
    scales, angles = wavelets.shape[:2]
    tile = min(TILE, (style.WIDTH - 0.6) / angles)
    figure = plt.figure(figsize=(style.WIDTH, scales * (tile + 0.06) + 0.35 + PLANE + 0.35))
    above, below = figure.subfigures(2, height_ratios=[scales * (tile + 0.06) + 0.35, PLANE + 0.35])
    _draw_tiles(above, cropped(wavelets))
    plane, radius = below.subplots(1, 2, width_ratios=[1, 1.15])
    _draw_plane(plane, spectra, littlewood_paley)
    _draw_radius(radius, littlewood_paley)
    return figure


def cropped(wavelets):
    """Return the middle of wavelets, (J, L, F, F), in which the largest fits: float32 (J, L, s, s)."""
    scales, _, frame, _ = wavelets.shape
    half = min(2 ** (scales + 1), frame // 2)
    middle = slice(frame // 2 - half, frame // 2 + half)
    return wavelets[:, :, middle, middle]


def by_radius(littlewood_paley):
    """Return (radii, least, mean, most) of the sum in rings one cycle wide: float (F // 2 + 1,) each.

    littlewood_paley: float32 (F, F), in fftfreq's order.
    """
    frame = len(littlewood_paley)
    cycles = np.fft.fftfreq(frame, 1 / frame)
    rings = np.rint(np.hypot(*np.meshgrid(cycles, cycles))).astype(int)
    radii = np.arange(frame // 2 + 1)
    of_rings = [littlewood_paley[rings == radius] for radius in radii]
    return radii, *(np.array([summary(ring) for ring in of_rings]) for summary in (np.min, np.mean, np.max))


def kept(littlewood_paley):
    """Return what the sum means for the lowest frequencies, as a title.

    Where the sum is less than 1/2, more than half of a frame's energy at that frequency is lost.
    """
    _, _, _, most = by_radius(littlewood_paley)
    faint = int((most[1:] >= 0.5).argmax()) if (most[1:] >= 0.5).any() else len(most) - 1
    if not faint:
        return "How much of a frame's energy is kept"
    cycles = "At 1 cycle" if faint == 1 else f"Up to {faint} cycles"
    return f"{cycles} per frame, but for the mean,\nless than half of a frame's energy is kept"


def _draw_tiles(figure, wavelets):
    scales, angles, side, _ = wavelets.shape
    size = f"{side} \N{MULTIPLICATION SIGN} {side} pixels"
    figure.suptitle(
        f"The {scales * angles} wavelets, real parts, {size}: red above 0, blue below, each to its own scale",
    )
    axes = figure.subplots(scales, angles, squeeze=False)
    for scale, row in enumerate(axes):
        for angle, ax in enumerate(row):
            image = wavelets[scale, angle]
            tiles.show_signed(ax, image / np.abs(image).max(), limit=1)
            ax.set(xticks=[], yticks=[])
            ax.grid(False)
            ax.spines[:].set_visible(False)
            if scale == 0:
                ax.set_title(f"{180 * angle / angles:.0f}°", fontsize=style.SMALL, pad=2)
        row[0].set_ylabel(f"scale {scale}", fontsize=style.SMALL, color=_colour(scale))


def _colour(scale):
    return style.COLOURS[scale % len(style.COLOURS)]


def _draw_plane(ax, spectra, littlewood_paley):
    frame = len(littlewood_paley)
    cycles = np.fft.fftshift(np.fft.fftfreq(frame, 1 / frame))
    edges = cycles[0] - 0.5, cycles[-1] + 0.5
    image = ax.imshow(np.fft.fftshift(littlewood_paley), cmap="Greys", vmin=0, extent=(*edges, *edges[::-1]))
    for scale, wavelets in enumerate(spectra):
        for wavelet in wavelets:
            shown = np.fft.fftshift(wavelet)
            ax.contour(cycles, cycles, shown, [wavelet.max() / 2], linewidths=0.9, colors=_colour(scale))
    ax.grid(False)
    ax.set(xlabel="cycles per frame, across", ylabel="cycles per frame, down")
    ax.set_title("Each wavelet's spectrum at half its height\nand (grey) the Littlewood-Paley sum")
    ax.figure.colorbar(image, ax=ax, shrink=0.8)


def _draw_radius(ax, littlewood_paley):
    radii, least, mean, most = by_radius(littlewood_paley)
    ax.fill_between(radii[1:], least[1:], most[1:], color=style.BLUE, alpha=0.2, linewidth=0)
    ax.plot(radii[1:], mean[1:], color=style.BLUE)
    ax.plot(0, littlewood_paley[0, 0], "o", ms=4, color=style.VERMILION, clip_on=False)
    ax.annotate(
        "the mean", (0, littlewood_paley[0, 0]), (6, 0), textcoords="offset points", va="center",
        fontsize=style.SMALL, color=style.VERMILION,
    )  # fmt: skip
    ax.set(xlabel="cycles per frame", ylabel="Littlewood-Paley sum", xlim=(0, None), ylim=(0, None))
    ax.set_title(kept(littlewood_paley))
