"""The transfer table: every run tested on every dataset with the same frame and classes."""

import json
from pathlib import Path


def row(run, tested_on, measures):
    """Return a row: trained_on, tested_on, architecture, seed and accuracy (in [0, 1]).

    run: an experiment.runs.Run. tested_on: a dataset. measures: path of its predictions/*.json.
    """
    return {
        "trained_on": run.dataset,
        "tested_on": tested_on,
        "architecture": run.architecture,
        "seed": run.seed,
        "accuracy": json.loads(Path(measures).read_text(encoding="utf-8"))["accuracy"],
    }
