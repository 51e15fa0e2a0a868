"""The translation table: how well each run recognises garments wherever they are in the frame."""

import numpy as np

from shiftlab.analysis import invariance


def row(run, measured):
    """Return a run's row: which run, then what analysis.invariance.measures returns.

    run: an experiment.runs.Run. measured: path of its invariance.npz.
    """
    with np.load(measured) as arrays:
        return run._asdict() | invariance.measures(arrays)
