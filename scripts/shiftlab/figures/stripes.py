"""How striped the weights on the frame are: the weights, their spectra, and their shares beside controls."""

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.figures import style, tiles

COLUMNS = 10
SHOWN = 14  # cycles per frame: higher modes hold next to nothing and are cut off the spectra


def draw(measured, title):
    """Draw the weights of each operator on the frame, their spectra, and how striped they are.

    measured: mapping from the name of a dataset to the arrays of the stripes.npz of the same network trained
    on it: first the one whose weights are shown, then controls. title: of the figure. Returns a figure.
    """
    first = next(iter(measured.values()))
    operators = [name.removesuffix("/weights") for name in first if name.endswith("/weights")]
    # Inches of the mosaics, which are shorter the fewer neurons there are.
    tops = [min(0.5 + 0.28 * -(-len(first[f"{name}/weights"]) // COLUMNS), 3.3) for name in operators]
    heights = [top + 3.3 for top in tops]
    figure = plt.figure(figsize=(style.WIDTH, sum(heights)))
    parts = figure.subfigures(len(operators), 1, squeeze=False, height_ratios=heights)[:, 0]
    for part, operator, height in zip(parts, operators, tops):
        part.suptitle(f"{operator} of {title}", fontsize=8)
        top, bottom = part.subfigures(2, 1, height_ratios=[height, 2.8])
        _draw_images(top, first[f"{operator}/weights"], first[f"{operator}/power"])
        _draw_shares(bottom, shares(measured, operator))
    return figure


def shares(measured, operator):
    """Return how striped the weights of an operator are: {kind: (pair shares (N,), cosine shares (N, K))}.

    Arguments as in `draw`. The kinds are named as in the figure: the weights shown, then the controls.
    """
    first = next(iter(measured.values()))
    sources = {
        **{f"trained on {dataset}": (arrays, "trained") for dataset, arrays in measured.items()},
        "before training": (first, "untrained"),
        "white noise": (first, "noise"),
    }
    return {
        name: tuple(arrays[f"{operator}/{kind}/{share}"] for share in ("pair_share", "cosine_shares"))
        for name, (arrays, kind) in sources.items()
    }


def caption(kinds):
    """Say in words what the numbers say; `kinds` from `shares`."""
    (name, first), *controls = ((name, 100 * pair.mean()) for name, (pair, _) in kinds.items())
    beside = ", ".join(f"{control} {share:.1f} %" for control, share in controls)
    higher = [control for control, share in controls if share >= first]
    verdict = f"not more than {' and '.join(higher)}" if higher else "more than any control"
    return (
        f"Mean share of a neuron's energy in its strongest pair of Fourier modes: {name} {first:.1f} %;\n"
        f"{beside}. These weights have {verdict}."
    )


def _draw_images(part, weights, power):
    images, spectra = part.subplots(1, 2)
    tiles.show_signed(images, tiles.mosaic(tiles.scaled(weights), COLUMNS), limit=1)
    images.set_title(f"weights of {len(weights)} neurons")
    middle = power.shape[1] // 2
    reach = slice(max(middle - SHOWN, 0), middle + SHOWN + 1)
    spectra.imshow(tiles.mosaic(tiles.scaled(power[:, reach, reach]), COLUMNS), cmap="magma", vmin=0, vmax=1)
    spectra.set_title(f"their power spectra, up to {SHOWN} cycles per frame")
    for ax in (images, spectra):
        ax.axis("off")


def _draw_shares(part, kinds):
    pairs, cosines = part.subplots(1, 2)
    for number, (name, (pair, cosine)) in enumerate(kinds.items()):
        look = {
            "color": style.COLOURS[number % len(style.COLOURS)],
            "ls": style.LINES[number % len(style.LINES)],
            "lw": max(2 - 0.35 * number, 0.8),  # what lies below still shows
            "label": name,
        }
        pairs.ecdf(100 * pair, **look)
        cosines.plot(np.arange(1, cosine.shape[1] + 1), 100 * cosine.mean(axis=0), **look)
    pairs.set(xlabel="energy in the strongest pair of modes (%)", ylabel="share of the neurons", xscale="log")
    style.label_log(pairs.xaxis)
    cosines.set(xlabel="best cosine atoms", ylabel="mean energy in them (%)", ylim=(0, 100), xlim=(1, None))
    cosines.legend(loc="upper left")
    part.supxlabel(caption(kinds), fontsize=7)
