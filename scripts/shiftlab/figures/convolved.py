"""The modulus of a garment's convolution with wavelets, at two offsets: the maps move, their means do not."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles, wavelets


def draw(in_space, frames, responses):
    """Draw |x * psi| of a garment at two offsets, with the mean of each. Returns a figure.

    in_space: float32 (J, L, F, F), frames: float32 (2, F, F) and responses: float32 (2, J, L, F, F), see
    analysis.wavelets; of the frames, the garment in the middle and moved.
    """
    shown = choose(*in_space.shape[:2])
    columns = len(shown) + 1
    tile = style.WIDTH / columns
    figure, axes = plt.subplots(3, columns, figsize=(style.WIDTH, 3 * tile + 0.85))
    figure.get_layout_engine().set(w_pad=0.02, h_pad=0.02, wspace=0, hspace=0)
    means = responses.mean(axis=(3, 4))
    figure.suptitle(title(means))
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set(visible=True, color=style.FAINT, linewidth=0.5)
    axes[0, 0].axis("off")
    axes[0, 0].text(0.95, 0.5, "wavelet ψ\n(real part)", ha="right", va="center", fontsize=style.SMALL)
    for ax, frame, name in zip(axes[1:, 0], frames, ("in the middle", "moved")):
        ax.imshow(frame, cmap="gray", vmin=0, vmax=1)
        ax.set_xlabel(f"x, {name}", fontsize=style.SMALL, labelpad=2)
    angles = in_space.shape[1]
    crops = wavelets.cropped(in_space)
    for column, (scale, angle) in zip(axes[:, 1:].T, shown):
        image, maps = crops[scale, angle], responses[:, scale, angle]
        tiles.show_signed(column[0], image / np.abs(image).max(), limit=1)
        column[0].set_title(f"scale {scale}, {180 * angle / angles:.0f}°", fontsize=style.SMALL, pad=2)
        for ax, response, mean in zip(column[1:], maps, means[:, scale, angle]):
            ax.imshow(response, cmap="gray", vmin=0, vmax=maps.max())
            ax.set_xlabel(f"mean {mean:#.4g}", fontsize=style.SMALL, labelpad=2)
    return figure


def choose(scales, angles):
    """Choose a few wavelets: at the smallest, a middle and the largest scale, a wave across and one down.

    Returns a list of (scale, angle), at most 6.
    """
    return [
        (scale, angle) for scale in sorted({0, scales // 2, scales - 1}) for angle in sorted({0, angles // 2})
    ]


def title(means):
    """Return what moves and what does not, and to how many digits, as a title. means: float32 (2, J, L)."""
    off = (np.abs(means[1] - means[0]) / means[0]).max()
    digits = int(-np.log10(max(off, np.finfo(np.float32).eps)))
    return (
        "|x * ψ|, the modulus of an image convolved with a wavelet, moves along with the image;\n"
        f"its mean over the frame remains the same, to {digits} digits"
    )
