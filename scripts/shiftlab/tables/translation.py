"""The translation table: how well each run recognises garments anywhere in the frame."""

import numpy as np

from shiftlab.analysis import invariance

# The columns that do not fit on a page.
LEFT_OUT = [
    *("garments", "expected_accuracy_interval", "consistency_interval", "measured", "change", "changed"),
]


def row(run, measured):
    """Return a run's row: the run, then the measures of analysis.invariance.measures.

    run: its experiment.labels.identity. measured: path of its invariance.npz.
    """
    with np.load(measured) as arrays:
        return run | invariance.measures(arrays)
