"""The networks table: the cost of each run, and how well it recognises garments anywhere in the frame."""

import json
from pathlib import Path

from shiftlab.tables import statistics, translation

# The columns that do not fit on a page; the translation table has the consistency.
LEFT_OUT = ["consistency", "consistency_interval", "test_accuracy_interval"]


def row(run, record, cost, measured, measures, encodings=()):
    """Return a run's row: the run, its cost, and two of its measures.

    Columns: the run, parameters, epochs, encoding_seconds (of all garments, by the front end; 0 without one),
    training_seconds, test_accuracy and consistency, each with ..._interval, two
    standard errors over the garments.
    run: its experiment.labels.identity. record, cost: paths of its training.json and cost.json. measured:
    path of its invariance.npz. measures: path of its predictions/*.json. encodings: paths of the records of
    its encodings, none without a front end.
    """
    trained, took = _read(record), _read(cost)
    accuracy, interval = statistics.accuracy(measures)
    everywhere = translation.row(run, measured)
    return run | {
        "parameters": trained["parameters"],
        "epochs": trained["training"]["epochs"],
        "encoding_seconds": sum(_read(encoding)["seconds"] for encoding in encodings),
        "training_seconds": took["seconds"],
        "test_accuracy": accuracy,
        "consistency": everywhere["consistency"],
        "test_accuracy_interval": interval,
        "consistency_interval": everywhere["consistency_interval"],
    }


def _read(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))
