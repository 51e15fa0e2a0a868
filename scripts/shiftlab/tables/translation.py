"""The translation table: how well each run recognises garments anywhere in the frame."""

import numpy as np

from shiftlab.analysis import invariance

# The column that does not fit on a page, the same in every row.
LEFT_OUT = ["garments"]


def row(run, measured):
    """Return a run's row: the run, then the measures of analysis.invariance.measures.

    run: an experiment.runs.Run. measured: path of its invariance.npz.
    """
    with np.load(measured) as arrays:
        return run._asdict() | invariance.measures(arrays)
