"""How striped an image is: the share of its energy in its strongest Fourier modes, or cosine atoms.

Throughout, images is a float array (N, H, W), and energy is the sum of squares after subtracting an image's
mean. A stripe is a plane wave: one pair of Fourier modes, (u, v) and (-u, -v), which have equal energy in a
real image.

Images of a frame are measured in two regions: on the whole "frame", and in its "middle", the h x w pixels of
a centered garment. If garments are centered, no other pixel ever varies, so everything learned is in the
middle. A perfect stripe confined to it has only h w / F^2 of its energy in one pair of modes of the frame.
"""

import math

import numpy as np
import scipy.fft

ATOMS = 32  # of the cosine transform: the largest number whose energy is measured
REGIONS = ("frame", "middle")


def power(images):
    """Return the share of each image's energy in each Fourier mode: float64 (N, H, W), the constant one at
    (H // 2, W // 2). Each sums to 1, or is 0 throughout for a constant image.
    """
    return np.fft.fftshift(_modes(images), axes=(1, 2))


def pair_share(images):
    """Return the share of each image's energy in its strongest conjugate pair of Fourier modes: float64 (N,).

    A plane wave has 1, white noise has the largest of about H W / 2 exponential variables over their sum.
    """
    shares = _modes(images)
    partners = np.roll(shares[:, ::-1, ::-1], 1, axis=(1, 2))  # the share of (-u, -v) at (u, v)
    # Modes that pair with themselves.
    rows, columns = (2 * np.arange(side) % side == 0 for side in images.shape[1:])
    return np.where(rows[:, None] & columns, shares, shares + partners).max(axis=(1, 2))


def cosine_shares(images, count):
    """Return the share of each image's energy in its best 1, 2, ..., `count` atoms of the discrete cosine
    transform (type II, orthonormal): float64 (N, count), or (N, H * W) if there are fewer atoms.
    """
    atoms = scipy.fft.dctn(_centered(images), axes=(1, 2), norm="ortho") ** 2
    best = -np.sort(-_shares(atoms).reshape(len(images), math.prod(images.shape[1:])))[:, :count]
    return best.cumsum(axis=1)


def middle(frame, garment):
    """Return the rows and the columns of a frame where a centered garment is, as two slices.

    frame: its side. garment: its height and width.
    """
    return tuple(slice((frame - side) // 2, (frame + side) // 2) for side in garment)


def measure(images, garment):
    """Measure how striped images of the frame, (N, F, F), are in each region.

    garment: height and width. Returns a mapping from names to arrays: for each of REGIONS its
    "{region}/pair_share" (N,) and "{region}/cosine_shares" (N, ATOMS).
    """
    arrays = {}
    rows, columns = middle(images.shape[1], garment)
    for region, seen in zip(REGIONS, (images, images[:, rows, columns])):
        arrays[f"{region}/pair_share"] = pair_share(seen)
        arrays[f"{region}/cosine_shares"] = cosine_shares(seen, ATOMS)
    return arrays


def stripes(weights, untrained, garment, seed):
    """Measure how striped the weights of neurons are, and two controls: before training, and white noise.

    weights, untrained: float32 (N, F, F). garment: height and width. seed: of the noise.
    Returns a mapping from names to arrays: "weights" as given, "power" float32 (N, F, F), and what `measure`
    returns, under "{kind}/", for each of "trained", "untrained" and "noise".
    """
    arrays = {"weights": weights, "power": power(weights).astype(np.float32)}
    noise = np.random.default_rng(seed).standard_normal(weights.shape)
    for kind, images in {"trained": weights, "untrained": untrained, "noise": noise}.items():
        arrays |= {f"{kind}/{name}": array for name, array in measure(images, garment).items()}
    return arrays


def _modes(images):
    """The share of each image's energy in each Fourier mode, the constant one at (0, 0)."""
    return _shares(np.abs(scipy.fft.fft2(_centered(images))) ** 2)


def _centered(images):
    return images - images.mean(axis=(1, 2), keepdims=True, dtype=np.float64)


def _shares(energies):
    totals = energies.sum(axis=(1, 2), keepdims=True)
    return np.divide(energies, totals, out=np.zeros_like(energies), where=totals > 0)
