"""The tuning table: the settings that were tried for each architecture, and which are the best."""

import json
import math
from pathlib import Path

import pandas as pd

# Columns that do not fit on a page beside four settings.
LEFT_OUT = ["validation_loss", "seconds", "configured"]


def tabulate(records, varied, configured, labels):
    """Return the table of all settings tried, a DataFrame with a row for each, in the order of the records.

    records: paths of what training.tuning.measure returned. varied: names of the settings that are columns.
    configured: the training settings of each architecture: {architecture: mapping}. labels: {architecture:
    what readers see of it}.
    Columns: network (its label), architecture, those of `varied`, validation_loss (nats), validation_accuracy
    (in [0, 1]), standard_error (of that accuracy, from the binomial distribution of correct predictions),
    seconds (of training), chosen (whether the accuracy is the highest of this architecture or, among equals,
    the one reached in the fewest seconds), configured (whether the configuration has these settings).
    """
    tried = [json.loads(Path(file).read_text(encoding="utf-8")) for file in records]
    best = {}
    for record in sorted(tried, key=lambda record: (-record["validation_accuracy"], record["seconds"])):
        best.setdefault(record["architecture"], record)
    return pd.DataFrame(
        {
            "network": labels[record["architecture"]],
            "architecture": record["architecture"],
            **{name: record["training"][name] for name in varied},
            "validation_loss": record["validation_loss"],
            "validation_accuracy": record["validation_accuracy"],
            "standard_error": _standard_error(record),
            "seconds": record["seconds"],
            "chosen": record is best[record["architecture"]],
            "configured": record["training"] == configured[record["architecture"]],
        }
        for record in tried
    )


def _standard_error(record):
    share = record["validation_accuracy"]
    return math.sqrt(share * (1 - share) / record["validation_garments"])
