"""The networks table: what each run costs, and how well it recognises garments wherever they are."""

import json
from pathlib import Path

from shiftlab.tables import translation


def row(run, record, measured):
    """Return a run's row: which run, its cost, and two of its measures.

    Columns: dataset, architecture, seed, parameters, encoding_seconds (of all garments, by the front end; 0
    without one), training_seconds, expected_accuracy and consistency.
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
