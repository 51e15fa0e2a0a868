"""The networks table: the cost of each run, and how well it recognises garments anywhere in the frame."""

import json
from pathlib import Path

from shiftlab.tables import translation


def row(run, record, cost, measured, encoding=None):
    """Return a run's row: the run, its cost, and two of its measures.

    Columns: dataset, architecture, seed, parameters, encoding_seconds (of all garments, by the front end; 0
    without a front end), training_seconds, expected_accuracy and consistency.
    run: an experiment.runs.Run. record, cost: paths of its training.json and cost.json. measured: path of its
    invariance.npz. encoding: path of the record of its encodings, None without a front end.
    """
    trained, took = _read(record), _read(cost)
    measures = translation.row(run, measured)
    return run._asdict() | {
        "parameters": trained["parameters"],
        "encoding_seconds": _read(encoding)["seconds"] if encoding else 0,
        "training_seconds": took["seconds"],
        "expected_accuracy": measures["expected_accuracy"],
        "consistency": measures["consistency"],
    }


def _read(file):
    return json.loads(Path(file).read_text(encoding="utf-8"))
