"""The ripple table: how the accuracy of each run oscillates with the period of two poolings."""

import numpy as np

from shiftlab.analysis import oscillation

# Columns that do not fit on a page, which shows the shares that ripple_ratio compares.
LEFT_OUT = [
    *(f"share_{period}" for period in oscillation.PERIODS if abs(period - oscillation.POOLING) > 1),
    *(f"mean_{row}_{column}" for row in range(oscillation.POOLING) for column in range(oscillation.POOLING)),
]


def row(run, measured):
    """Return a run's row: the run, ripple_range, ripple_ratio, share_P and mean_Y_X.

    run: its experiment.labels.identity. measured: path of its invariance.npz.
    ripple_range: the difference in accuracy between the best and the worst phase of period 4. ripple_ratio:
    the share of period 4 relative to its neighbours, see oscillation.ripple_ratio. share_P: the share of the
    map's variance with period P, for each of oscillation.PERIODS. mean_Y_X: the mean accuracy at the offsets
    Y down and X across modulo 4.
    """
    with np.load(measured) as arrays:
        accuracies = arrays["accuracy_map"]
    deviation, _ = oscillation.ripple(accuracies, oscillation.POOLING)
    shares = oscillation.ripple_shares(accuracies)
    means = oscillation.by_phase(accuracies, oscillation.POOLING)
    return (
        run
        | {"ripple_range": float(np.ptp(deviation)), "ripple_ratio": oscillation.ripple_ratio(shares)}
        | {f"share_{period}": share for period, share in shares.items()}
        | {f"mean_{row}_{column}": float(mean) for (row, column), mean in np.ndenumerate(means)}
    )
