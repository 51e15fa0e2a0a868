"""The accuracy table: the loss and accuracy of each run on the test frames of its dataset."""

import json
from pathlib import Path


def row(run, record, measures):
    """Return a run's row: the run, parameters, test_loss (nats), test_accuracy (in [0, 1]).

    run: an experiment.runs.Run. record: path of its training.json. measures: path of predictions/*.json.
    """
    trained, tested = (json.loads(Path(file).read_text(encoding="utf-8")) for file in (record, measures))
    return run._asdict() | {
        "parameters": trained["parameters"],
        "test_loss": tested["loss"],
        "test_accuracy": tested["accuracy"],
    }
