"""Patches of training garments, which make clutter. Without PyTorch, as each Snakemake checks their size."""

import numpy as np

BANK = 1000  # patches from which those of a frame are drawn


def side(garment):
    """Return the side of a patch in pixels for garments of (height, width): 8 for 28x28."""
    return max(2 * min(garment) // 7, 1)


def cut(garments, seed):
    """Cut patches out of garments, uint8 (N, h, w), at random: uint8 (BANK, s, s).

    Of four times as many, those with the fewest black pixels: a patch without any garment is no clutter.
    """
    generator, patch = np.random.default_rng(seed), side(garments.shape[1:])
    count, height, width = garments.shape
    chosen = generator.integers(count, size=4 * BANK)
    rows, columns = (generator.integers(size - patch + 1, size=4 * BANK) for size in (height, width))
    windows = np.lib.stride_tricks.sliding_window_view(garments, (patch, patch), axis=(1, 2))
    patches = windows[chosen, rows, columns]  # (4 BANK, s, s)
    black = (patches == 0).sum(axis=(1, 2))
    return patches[np.argsort(black, kind="stable")[:BANK]]
