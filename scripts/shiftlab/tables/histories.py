"""The histories of trainings: their history.csv."""

import numpy as np
import pandas as pd

from shiftlab.jobs.errors import UserError

KINDS = {"epoch": int, "train_loss": float, "test_loss": float, "test_accuracy": float}
COLUMNS = tuple(KINDS)


def read(file):
    """Return the table in a history.csv: the COLUMNS, and a row for each epoch from 0 on.

    Losses are in nats; nan is a loss that was not measured. Accuracies are in [0, 1].
    Raises UserError, naming the file, if it is damaged.
    """
    try:
        table = pd.read_csv(file, dtype=KINDS)
        right = (
            tuple(table) == COLUMNS
            and table["epoch"].tolist() == list(range(len(table)))
            and not np.isinf(table[["train_loss", "test_loss"]]).any(axis=None)
            and table["test_accuracy"].between(0, 1).all()
        )
    except (ValueError, OverflowError):  # what pandas raises
        right = False
    if not right:
        raise UserError(f"{file}: is damaged; delete it, and type the same command again")
    return table
