"""The transfer and robustness tables: every run tested on every dataset with the same frame and classes."""

import json
from pathlib import Path

from shiftlab.tables import statistics

# The column that does not fit on a page.
LEFT_OUT = ["accuracy_interval"]


def row(run, tested_on, measures):
    """Return a row: the run, tested_on, accuracy (in [0, 1]) and accuracy_interval, two standard
    errors over the test garments.

    run: its experiment.labels.identity. tested_on: a dataset, as readers see it. measures: path of its
    predictions/*.json.
    """
    tested = json.loads(Path(measures).read_text(encoding="utf-8"))
    return run | {
        "tested_on": tested_on,
        "accuracy": tested["accuracy"],
        "accuracy_interval": statistics.interval_of_share(tested["accuracy"], tested["frames"]),
    }
