"""The covariance of a frame's pixels over all garments and all offsets: exact, nothing is sampled.

The second moments of a frame are the mean, over the offsets of its placement, of the garments' second moments
embedded at that offset. Everything is in grey levels: a network sees them after one affine map, the same for
all pixels, which multiplies the covariance by a number and so changes neither its eigenvectors nor any share.
"""

import logging

import numpy as np
import scipy.sparse.linalg

from shiftlab.analysis import spectra
from shiftlab.data import placement

COUNT = 40  # eigenvectors
LARGEST = 112  # side of the largest frame: F^4 numbers, 1.3 GB
BATCH = 1000  # garments whose grey levels are floats at the same time

log = logging.getLogger(__name__)


def measure(garments, frame, rule):
    """Return the first eigenvectors of the covariance, and how close it is to one that has stripes only.

    Arguments as in `of_frames`. Returns a mapping from names to arrays: "eigenvectors" float32 (K, F, F) and
    "explained" float64 (K,) as in `eigenvectors`, what spectra.measure returns of the eigenvectors, and for
    each of spectra.REGIONS "{region}/fourier_diagonal" float64 () as in `fourier_diagonal`.
    In a frame that is larger than LARGEST there are no eigenvectors, and fourier_diagonal is nan.
    """
    garment = garments.shape[1:]
    vectors, explained, diagonals = np.zeros((0, frame, frame)), np.zeros(0), (np.nan, np.nan)
    if frame > LARGEST:
        log.info("no covariance of %dx%d pixels: it is computed up to %dx%d", frame, frame, LARGEST, LARGEST)
    else:
        covariance, middle = of_frames(garments, frame, rule), spectra.middle(frame, garment)
        diagonals = fourier_diagonal(covariance), fourier_diagonal(covariance[middle + middle])
        vectors, explained = eigenvectors(covariance)
    return {
        "eigenvectors": vectors.astype(np.float32),
        "explained": explained,
        **spectra.measure(vectors, garment),
        **{f"{region}/fourier_diagonal": np.float64(x) for region, x in zip(spectra.REGIONS, diagonals)},
    }


def of_frames(garments, frame, rule):
    """Return the covariance of each pixel of a frame with each other one: float64 (F, F, F, F).

    garments: uint8 (N, h, w). frame: side of the frame. rule: the placement.
    """
    height, width = garments.shape[1:]
    counts = placement.offset_counts(frame, (height, width))
    rows, columns = placement.possible_offsets(rule, counts)
    mean, moments = _moments(garments)
    # First down, then across: 29 + 29 additions of a block instead of 29 x 29.
    down = np.zeros((frame, width, frame, width))
    for row in rows:
        down[row : row + height, :, row : row + height] += moments
    covariance, mean_frame = np.zeros((frame,) * 4), np.zeros((frame, frame))
    for column in columns:
        covariance[:, column : column + width, :, column : column + width] += down
        for row in rows:
            mean_frame[row : row + height, column : column + width] += mean
    offsets = len(rows) * len(columns)
    covariance /= offsets
    mean_frame /= offsets
    for row, means in enumerate(mean_frame):  # row by row, as the whole product is as large as the covariance
        covariance[row] -= np.multiply.outer(means, mean_frame)
    return covariance


def fourier_diagonal(covariance):
    """Return the share of the squared Frobenius norm that is on the diagonal in the Fourier basis, in [0, 1].

    covariance: float64 (H, W, H, W). It is 1 if the covariance of two pixels depends on their displacement on
    the torus alone: then stripes are eigenvectors. nan if no pixel varies.
    The matrix that has this diagonal and nothing beside it is the mean over all pairs of pixels of one
    displacement, so that no Fourier transform is needed.
    """
    height, width = covariance.shape[:2]
    by_displacement = np.zeros((height, width))
    for row, column in np.ndindex(height, width):
        by_displacement += np.roll(covariance[row, column], (-row, -column), axis=(0, 1))
    total = height * width * np.linalg.norm(covariance) ** 2
    return np.square(by_displacement).sum() / total if total else np.nan


def eigenvectors(covariance):
    """Return the COUNT eigenvectors of largest variance, the largest first, as images.

    covariance: float64 (F, F, F, F). Returns (float64 (K, F, F), each of length 1, and the share of the
    variance that each explains, float64 (K,)). There are fewer than COUNT where fewer directions vary.
    """
    side = len(covariance)
    pixels = side**2
    matrix = covariance.reshape(pixels, pixels)
    variance = matrix.trace()
    if not variance:
        return np.zeros((0, side, side)), np.zeros(0)
    if pixels > COUNT:
        # In a fifth of the time that LAPACK takes, in a frame of 56x56.
        start = np.random.default_rng(0).normal(size=pixels)
        values, vectors = scipy.sparse.linalg.eigsh(matrix, COUNT, v0=start, rng=0)
    else:
        values, vectors = np.linalg.eigh(matrix)
    varies = values > values[-1] * pixels * np.finfo(np.float64).eps  # the rest is rounding
    values, vectors = values[varies][::-1], vectors[:, varies][:, ::-1]
    return vectors.T.reshape(-1, side, side), values / variance


def _moments(garments):
    """Return the mean of garments, float64 (h, w), and their second moments, float64 (h, w, h, w)."""
    count, height, width = garments.shape
    pixels = height * width
    mean, moments = np.zeros(pixels), np.zeros((pixels, pixels))
    # Sums of whole numbers below 2^53: exact, in whatever order they are added.
    for start in range(0, count, BATCH):
        levels = garments[start : start + BATCH].reshape(-1, pixels).astype(np.float64)
        mean += levels.sum(axis=0)
        moments += levels.T @ levels
    return mean.reshape(height, width) / count, moments.reshape(height, width, height, width) / count
