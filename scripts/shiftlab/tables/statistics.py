"""Means and intervals, over several seeds or neurons."""

import json
from pathlib import Path

import numpy as np


def by_network(pairs):
    """Group values of runs by their network, in the order of its first run.

    pairs: of (experiment.runs.Run, value).
    Returns {(dataset, architecture): list of values, one for each seed}.
    """
    groups = {}
    for run, value in pairs:
        groups.setdefault((run.dataset, run.architecture), []).append(value)
    return groups


def interval_of_share(share, count):
    """Return two standard errors of a share, in [0, 1], of `count` independent cases: half an interval."""
    return 2 * float(np.sqrt(share * (1 - share) / count))


def accuracy(predictions):
    """Return the accuracy in a run's predictions/*.json, in [0, 1], and two standard errors of it."""
    tested = json.loads(Path(predictions).read_text(encoding="utf-8"))
    return tested["accuracy"], interval_of_share(tested["accuracy"], tested["frames"])


def mean_and_interval(values):
    """Return the mean over seeds and the 95 % interval of that mean: (mean, low, high), each float64 (...).

    values: float (seeds, ...), or of neurons. The interval is Student's, for independent normal values of
    unknown variance; of one value it is nan.
    """
    values = np.asarray(values, np.float64)
    count, mean = len(values), values.mean(axis=0)
    if count == 1:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    import scipy.special  # here, as a figure of one seed is drawn in less than its import takes

    reach = scipy.special.stdtrit(count - 1, 0.975) * values.std(axis=0, ddof=1) / np.sqrt(count)
    return mean, mean - reach, mean + reach


def exceeds(mean, half, other, other_half):
    """Say whether a mean exceeds another one: whether 0 lies below the 95 % interval of their difference.

    half, other_half: half the width of each mean's 95 % interval, nan where there is none; then no difference
    can be told. The standard error is Welch's, for unequal variances. As each half width contains the
    quantile of its own sample, the interval is at least as wide as Welch's.
    """
    return mean - other > np.hypot(half, other_half)
