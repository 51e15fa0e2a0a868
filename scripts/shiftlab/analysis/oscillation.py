"""How an accuracy map oscillates with the offset, with the period of two poolings or another one."""

import numpy as np

POOLING = 4  # pixels: the period with which two poolings by 2 see the frame
PERIODS = range(2, 9)  # to compare with it


def by_phase(values, period):
    """Average values by offset, float (R, C), over the offsets that are equal modulo `period`.

    Returns float64 (period, period), nan where there is no such offset.
    """
    rows, columns = (np.arange(size) % period for size in values.shape)
    sums, counts = np.zeros((2, period, period))
    np.add.at(sums, (rows[:, None], columns), values)
    np.add.at(counts, (rows[:, None], columns), 1)
    return np.divide(sums, counts, out=np.full_like(sums, np.nan), where=counts > 0)


def ripple(accuracies, period):
    """Return the ripple of an accuracy map: (deviation float64 (period, period), share of its variance).

    accuracies: float (R, C). The classical decomposition of a seasonal series, down and across: the moving
    average over one period is subtracted, so that a map that only slopes or curves has no ripple; deviation
    is the mean remainder at the offsets 0, 1, ... modulo the period, less its mean. The share is what
    this explains of the map's variance, both without the border where there is no moving average. A map of
    less than three periods has neither: nan.
    """
    if min(accuracies.shape) < 3 * period:
        return np.full((period, period), np.nan), np.nan
    import scipy.ndimage  # here, as a figure that needs none of it is drawn in less than its import takes

    # An even period has no middle: the window is one longer, and its ends count half.
    window = np.convolve(np.ones(period), [0.5, 0.5] if period % 2 == 0 else [1]) / period
    average = accuracies
    for axis in (0, 1):
        average = scipy.ndimage.convolve1d(average, window, axis)
    border = len(window) // 2
    inside = (slice(border, -border), slice(border, -border))
    deviation = np.roll(by_phase((accuracies - average)[inside], period), border, axis=(0, 1))
    rows, columns = (np.arange(size) % period for size in accuracies.shape)
    explained, total = deviation[rows[:, None], columns][inside].var(), accuracies[inside].var()
    return deviation - deviation.mean(), float(explained / total) if total else 0.0


def ripple_shares(accuracies):
    """Return the share of an accuracy map's variance, float (R, C), at each of PERIODS: {period: share}."""
    return {period: ripple(accuracies, period)[1] for period in PERIODS}


def ripple_ratio(shares):
    """Return the share of period POOLING over the geometric mean of its neighbours'.

    shares: from `ripple_shares`. A float, nan for a map too small, or without any ripple beside.
    """
    before, at, after = (shares[period] for period in range(POOLING - 1, POOLING + 2))
    return at / np.sqrt(before * after) if before * after else np.nan
