"""How striped an image is: the share of its energy in its strongest Fourier modes, or cosine atoms.

Throughout, images is a float array (N, F, F), and energy is the sum of squares after subtracting an image's
mean. A stripe is a plane wave: one pair of Fourier modes, (u, v) and (-u, -v), which have equal energy in a
real image.
"""

import numpy as np
import scipy.fft

ATOMS = 32  # of the cosine transform: the largest number whose energy is measured


def power(images):
    """Return the share of each image's energy in each Fourier mode: float64 (N, F, F), the constant one at
    (F // 2, F // 2). Each sums to 1, or is 0 throughout for a constant image.
    """
    return np.fft.fftshift(_modes(images), axes=(1, 2))


def pair_share(images):
    """Return the share of each image's energy in its strongest conjugate pair of Fourier modes: float64 (N,).

    A plane wave has 1, white noise has the largest of about F^2 / 2 exponential variables over their sum.
    """
    shares = _modes(images)
    partners = np.roll(shares[:, ::-1, ::-1], 1, axis=(1, 2))  # the share of (-u, -v) at (u, v)
    modes = np.arange(images.shape[1])
    # Modes that pair with themselves.
    alone = (2 * modes % len(modes) == 0)[:, None] & (2 * modes % len(modes) == 0)
    return np.where(alone, shares, shares + partners).max(axis=(1, 2))


def cosine_shares(images, count):
    """Return the share of each image's energy in its best 1, 2, ..., `count` atoms of the discrete cosine
    transform (type II, orthonormal): float64 (N, count).
    """
    atoms = scipy.fft.dctn(_centered(images), axes=(1, 2), norm="ortho") ** 2
    best = -np.sort(-_shares(atoms).reshape(len(images), -1))[:, :count]
    return best.cumsum(axis=1)


def stripes(weights, untrained, seed):
    """Measure how striped the weights of neurons are, and two controls: before training, and white noise.

    weights, untrained: float32 (N, F, F). seed: of the noise.
    Returns a mapping from names to arrays: "weights" as given, "power" float32 (N, F, F), and for each of
    "trained", "untrained" and "noise" its "{kind}/pair_share" (N,) and "{kind}/cosine_shares" (N, ATOMS).
    """
    arrays = {"weights": weights, "power": power(weights).astype(np.float32)}
    noise = np.random.default_rng(seed).standard_normal(weights.shape)
    for kind, images in {"trained": weights, "untrained": untrained, "noise": noise}.items():
        arrays[f"{kind}/pair_share"] = pair_share(images)
        arrays[f"{kind}/cosine_shares"] = cosine_shares(images, ATOMS)
    return arrays


def _modes(images):
    """The share of each image's energy in each Fourier mode, the constant one at (0, 0)."""
    return _shares(np.abs(scipy.fft.fft2(_centered(images))) ** 2)


def _centered(images):
    return images - images.mean(axis=(1, 2), keepdims=True, dtype=np.float64)


def _shares(energies):
    totals = energies.sum(axis=(1, 2), keepdims=True)
    return np.divide(energies, totals, out=np.zeros_like(energies), where=totals > 0)
