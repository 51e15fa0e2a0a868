"""The networks table: the cost of each run, and how well it recognises garments anywhere in the frame."""

import json
from pathlib import Path

from shiftlab.tables import translation


def row(run, record, measured):
    """Return a run's row: the run, its cost, and two of its measures.

    Columns: dataset, architecture, seed, parameters, encoding_seconds (of all garments, by the front end; 0
    without a front end), training_seconds, expected_accuracy and consistency.
    run: an experiment.runs.Run. record: path of its training.json. measured: path of its invariance.npz.
    """
    trained = json.loads(Path(record).read_text(encoding="utf-8"))
    measures = translation.row(run, measured)
    return run._asdict() | {
        "parameters": trained["parameters"],
        "encoding_seconds": trained["encoding_seconds"],
        "training_seconds": trained["seconds"],
        "expected_accuracy": measures["expected_accuracy"],
        "consistency": measures["consistency"],
    }
