"""Tables: rows in, CSV for programs and TeX for the handout out."""

import json

import numpy as np
import pandas as pd


def accuracy_row(training, predictions):
    """Return a run's row of the accuracy table.

    training: path of its training.json. predictions: path of its predictions.npz.
    A row is a mapping: dataset, architecture, seed, parameters, test_loss (nats), test_accuracy (in [0, 1]),
    seconds (of training).
    """
    with open(training, encoding="utf-8") as file:
        run = json.load(file)
    with np.load(predictions) as arrays:
        answers, labels = arrays["log_probabilities"], arrays["labels"]
    own = answers[np.arange(len(labels)), labels]
    return {key: run[key] for key in ("dataset", "architecture", "seed", "parameters")} | {
        "test_loss": -float(own.mean(dtype=np.float64)),
        "test_accuracy": float((answers.argmax(axis=1) == labels).mean()),
        "seconds": run["seconds"],
    }


def reproduction(notebook, history):
    """Compare a run with the notebook's, epoch by epoch; returns a DataFrame of the epochs that both have.

    notebook: table with epoch, loss and correct (of 10000). history: table of a history.csv.
    Columns: epoch, notebook_loss, loss (nats), notebook_accuracy, accuracy (in [0, 1]).
    """
    both = notebook.merge(history, on="epoch")
    return pd.DataFrame(
        {
            "epoch": both["epoch"],
            "notebook_loss": both["loss"],
            "loss": both["test_loss"],
            "notebook_accuracy": both["correct"] / 10000,
            "accuracy": both["test_accuracy"],
        }
    )


def write(table, csv, tex):
    """Write a DataFrame to a CSV file, and to a TeX file with booktabs rules and four digits."""
    table.to_csv(csv, index=False, lineterminator="\n", float_format="%.6g")
    escaped = table.rename(columns=lambda name: name.replace("_", " "))
    escaped.to_latex(tex, index=False, escape=True, float_format="%.4g")
