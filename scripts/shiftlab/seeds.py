"""What several seeds say together."""

import numpy as np
import scipy.special


def mean_and_interval(values):
    """Return the mean over seeds and the 95 % interval of that mean: (mean, low, high), each float64 (...).

    values: float (seeds, ...). The interval is Student's, for independent normal values of unknown variance;
    of one seed it is nan.
    """
    values = np.asarray(values, np.float64)
    count, mean = len(values), values.mean(axis=0)
    if count == 1:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    reach = scipy.special.stdtrit(count - 1, 0.975) * values.std(axis=0, ddof=1) / np.sqrt(count)
    return mean, mean - reach, mean + reach
