"""How much features change when a garment is stretched, compared with the distance between two garments.

Stretching by a share e makes a garment wider by e along x, about the middle of its frame.
"""

import torch

from shiftlab.data import placement

GARMENTS = 500  # the first ones of the test set
STRETCHES = (0.01, 0.02, 0.05, 0.1)


def centered(garments, normalisation):
    """Return the frames of the first GARMENTS garments, in the middle: float32 (N, 1, F, F).

    garments: frames.Garments. normalisation: mapping with mean and std.
    """
    index = torch.arange(min(GARMENTS, len(garments.labels)), device=garments.labels.device)
    counts, generator = garments.windows.shape[1:3], torch.Generator(index.device)
    return garments.inputs(
        index, placement.draw_offsets(len(index), "center", counts, generator), normalisation
    )


def stretch_matrix(side, share):
    """Return the matrix that stretches a row of pixels about its middle: float64 (side, side).

    side: number of pixels. share: 0.05 makes the row 5 % wider. The rows of the matrix sum to 1, so that a
    constant remains one. Cubic convolution of R. Keys (IEEE TASSP 29, 1981), with a = -1/2.
    """
    pixels, middle = torch.arange(side, dtype=torch.float64), (side - 1) / 2
    sources = middle + (pixels - middle) / (1 + share)
    matrix = _keys(sources[:, None] - pixels)
    return matrix / matrix.sum(dim=1, keepdim=True)


def stretched(frames, share):
    """Return frames whose garments are wider by `share`: float32 (N, 1, F, F), as given."""
    matrix = stretch_matrix(frames.shape[-1], share).to(frames)
    return frames @ matrix.T


@torch.no_grad()
def measure(features, frames):
    """Return how much stretching changes the features of each garment, and how different garments are.

    features: function from frames to float32 (N, K) or (N, C, h, w). frames: float32 (N, 1, F, F), N >= 2.
    Returns (changes, distances): float32 (STRETCHES, N), the Euclidean distance of the features of each
    garment, stretched, from those of the garment; and float32 (N,), its mean distance from the others.
    """
    still = features(frames).flatten(1)
    changes = [(features(stretched(frames, share)).flatten(1) - still).norm(dim=1) for share in STRETCHES]
    # The fast way, by a matrix product, loses digits.
    distances = torch.cdist(still, still, compute_mode="donot_use_mm_for_euclid_dist")
    return torch.stack(changes), distances.sum(dim=1) / (len(still) - 1)


def _keys(distance):
    t = distance.abs()
    near, far = ((1.5 * t - 2.5) * t * t + 1, ((-0.5 * t + 2.5) * t - 4) * t + 2)
    return torch.where(t <= 1, near, torch.where(t < 2, far, 0))
