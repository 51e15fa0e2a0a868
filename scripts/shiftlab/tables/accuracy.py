"""The accuracy table: the loss and accuracy of each run on the test frames of its dataset."""

import json
from pathlib import Path

from shiftlab.tables import statistics

# The column that does not fit on a page.
LEFT_OUT = ["test_accuracy_interval"]


def row(run, record, measures):
    """Return a run's row: the run, parameters, test_garments (their number), test_loss (nats), test_accuracy.

    test_accuracy is in [0, 1]; test_accuracy_interval is two standard errors over the test garments.

    run: its experiment.labels.identity. record: path of its training.json. measures: path of its
    predictions/*.json.
    """
    trained, tested = (json.loads(Path(file).read_text(encoding="utf-8")) for file in (record, measures))
    return run | {
        "parameters": trained["parameters"],
        "test_garments": tested["frames"],
        "test_loss": tested["loss"],
        "test_accuracy": tested["accuracy"],
        "test_accuracy_interval": statistics.interval_of_share(tested["accuracy"], tested["frames"]),
    }
