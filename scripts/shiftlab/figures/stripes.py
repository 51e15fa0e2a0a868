"""How striped the weights on the frame are: the weights, their spectra, and their shares beside controls."""

import textwrap

import matplotlib.pyplot as plt
import numpy as np

from shiftlab.analysis import spectra
from shiftlab.figures import style, tiles
from shiftlab.jobs.wording import listed
from shiftlab.tables import statistics

COLUMNS = 8  # neurons whose weights and spectrum are shown
SHOWN = 14  # cycles per frame: higher modes hold next to nothing and are cut off the spectra
REGIONS = {"frame": "on the whole frame", "middle": "in the middle"}
LETTERS = 120  # of 7 pt on a line across the page
UNTRAINED = "before training"
LONGEST = 30  # letters of a kind's name beside its row


def draw(measured, eigenvectors, title):
    """Draw some neurons of each operator on the frame, their spectra, and how striped all of them are.

    The neurons shown are those at evenly spaced ranks, from the most to the least striped in the middle.

    measured: mapping from the name of a dataset to the arrays of the stripes.npz of the same network trained
    on it: first the one whose weights are shown, then controls. eigenvectors: mapping from the same names to
    the arrays of their covariance.npz. title: of the figure. Returns a figure.
    """
    first = next(iter(measured.values()))
    operators = [name.removesuffix("/weights") for name in first if name.endswith("/weights")]
    every = [kinds(measured, eigenvectors, operator) for operator in operators]
    top, bottoms = 1.85, [1.2 + 0.18 * len(shown) for shown in every]  # inches
    heights = [top + bottom + 0.25 for bottom in bottoms]
    figure = plt.figure(figsize=(style.WIDTH, sum(heights)))
    parts = figure.subfigures(len(operators), 1, squeeze=False, height_ratios=heights)[:, 0]
    for part, operator, bottom, shown in zip(parts, operators, bottoms, every):
        part.suptitle(f"{operator} of {title}: {finding(shown)}", x=0.01, ha="left")
        above, below = part.subfigures(2, 1, height_ratios=[top, bottom])
        shares = first[f"{operator}/trained/middle/pair_share"]
        _draw_images(above, first[f"{operator}/weights"], first[f"{operator}/power"], shares)
        _draw_shares(below, shown)
    return figure


def kinds(measured, eigenvectors, operator):
    """Return how striped the weights of an operator are: {kind: {region: pair shares (N,)}}.

    Arguments as in `draw`. The kinds are named as in the figure: the weights shown, then the controls.
    """
    first = next(iter(measured.values()))
    sources = {
        **{f"trained on {name}": (arrays, f"{operator}/trained/") for name, arrays in measured.items()},
        **{f"eigenvectors of {name}": (arrays, "") for name, arrays in eigenvectors.items()},
        UNTRAINED: (first, f"{operator}/untrained/"),
        "white noise": (first, f"{operator}/noise/"),
    }
    found = {
        kind: {region: arrays[f"{prefix}{region}/pair_share"] for region in spectra.REGIONS}
        for kind, (arrays, prefix) in sources.items()
    }
    return {kind: shares for kind, shares in found.items() if len(shares["frame"])}


def caption(shown):
    """Say, for each region, from which kinds the first one differs; `shown` from `kinds`."""
    first, *controls = shown
    lines = ["Grey: each neuron or eigenvector. Circles: their mean, with its 95 % interval."]
    for region, where in REGIONS.items():
        means = {kind: _mean_and_half(shares[region]) for kind, shares in shown.items()}
        more = [kind for kind in controls if statistics.exceeds(*means[first], *means[kind])]
        less = [kind for kind in controls if statistics.exceeds(*means[kind], *means[first])]
        rest = [kind for kind in controls if kind not in more + less]
        verdicts = {
            "more striped than": more,
            "less striped than": less,
            "no difference can be told from": rest,
        }
        words = "; ".join(f"{verdict} {listed(names, 9)}" for verdict, names in verdicts.items() if names)
        lines.append(textwrap.fill(f"Weights {first}, {where}: {words}.", LETTERS))
    return "\n".join(lines)


def finding(shown):
    """Say how striped the weights are in the middle, before training and after; `shown` from `kinds`."""
    after, before = (_mean_and_half(shown[kind]["middle"])[0] for kind in (next(iter(shown)), UNTRAINED))
    return f"{after:.1f} % of a neuron's energy in one pair of modes, {before:.1f} % before training"


def _mean_and_half(shares):
    """Return the mean of shares in percent, and half the width of its 95 % interval."""
    mean, low, _ = statistics.mean_and_interval(100 * shares)
    return mean, mean - low


def _draw_images(part, weights, power, shares):
    """Draw some neurons, from the most striped to the least: weights above, their power spectrum below."""
    ranked = np.argsort(-shares, kind="stable")
    chosen = ranked[np.linspace(0, len(ranked) - 1, min(COLUMNS, len(ranked))).round().astype(int)]
    axes = part.subplots(2, COLUMNS, squeeze=False)
    middle = power.shape[1] // 2
    reach = slice(max(middle - SHOWN, 0), middle + SHOWN + 1)
    limits = (-SHOWN - 0.5, SHOWN + 0.5) * 2
    for (above, below), neuron in zip(axes.T, chosen):
        tiles.show_signed(above, weights[neuron], np.abs(weights[neuron]).max() or 1)
        above.set_title(f"{100 * shares[neuron]:.0f} %", fontsize=style.SMALL, pad=2)
        below.imshow(power[neuron, reach, reach], cmap="magma", extent=limits)
    for ax in axes.flat:
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set_visible(False)
    for ax in axes[:, len(chosen) :].flat:
        ax.axis("off")
    axes[0, 0].set_ylabel("weights", fontsize=style.SMALL)
    axes[1, 0].set_ylabel(f"spectrum up to\n{SHOWN} cycles", fontsize=style.SMALL)


def _draw_shares(part, shown):
    """Draw, for each region, a row per kind: each neuron, and their mean with its interval."""
    axes = part.subplots(1, 2, sharex=True, sharey=True)
    for ax, (region, where) in zip(axes, REGIONS.items()):
        for row, (kind, shares) in enumerate(shown.items()):
            every, (mean, half) = 100 * shares[region], _mean_and_half(shares[region])
            ax.plot(every, np.full(len(every), row), ls="none", marker="|", ms=6, mew=0.5, color=style.FAINT)
            ax.errorbar(
                mean, row, xerr=half, fmt="o", ms=4, capsize=2.5, lw=1,
                color=style.VERMILION if kind.startswith("eigenvectors") else style.BLUE,
                fillstyle="full" if kind.startswith("trained") else "none",
            )  # fmt: skip
            digits = 1 if half >= 0.05 else 2
            words = f"{mean:.{digits}f} ± {half:.{digits}f}" if len(every) > 1 else f"{mean:.1f}"
            ax.text(1.01, row, words, fontsize=style.SMALL, va="center", transform=ax.get_yaxis_transform())
        ax.set(title=where, xscale="log", xlabel="energy in the strongest pair of modes (%)")
        style.label_log(ax.xaxis)
    names = [style.short(kind, LONGEST) for kind in shown]
    axes[0].set(yticks=range(len(shown)), yticklabels=names, ylim=(len(shown) - 0.5, -0.5))
    part.supxlabel(caption(shown), fontsize=style.SMALL, ha="left", x=0.01)
