"""The ripple table: how the accuracy of each run oscillates with the period of two poolings."""

import numpy as np

from shiftlab.analysis import invariance

# Columns that do not fit on a page, which shows the shares that ripple_ratio compares.
LEFT_OUT = [
    *(f"share_{period}" for period in invariance.PERIODS if abs(period - invariance.POOLING) > 1),
    *(f"mean_{row}_{column}" for row in range(invariance.POOLING) for column in range(invariance.POOLING)),
]


def row(run, measured):
    """Return a run's row: the run, ripple_range, ripple_ratio, share_P and mean_Y_X.

    run: its experiment.labels.identity. measured: path of its invariance.npz.
    ripple_range: the difference in accuracy between the best and the worst phase of period 4. ripple_ratio:
    the share of period 4 relative to its neighbours, see invariance.ripple_ratio. share_P: the share of the
    map's variance with period P, for each of invariance.PERIODS. mean_Y_X: the mean accuracy at the offsets Y
    down and X across modulo 4.
    """
    with np.load(measured) as arrays:
        accuracies = arrays["accuracy_map"]
    deviation, _ = invariance.ripple(accuracies, invariance.POOLING)
    shares = invariance.ripple_shares(accuracies)
    means = invariance.by_phase(accuracies, invariance.POOLING)
    return (
        run
        | {"ripple_range": float(np.ptp(deviation)), "ripple_ratio": invariance.ripple_ratio(shares)}
        | {f"share_{period}": share for period, share in shares.items()}
        | {f"mean_{row}_{column}": float(mean) for (row, column), mean in np.ndenumerate(means)}
    )
