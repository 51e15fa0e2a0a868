"""The record: how long training takes, and how much is recognised at every offset, over several seeds."""

import json
from itertools import groupby
from pathlib import Path

import pandas as pd


def tabulate(trainings, offsets):
    """Return a DataFrame with a row for each network that was timed.

    trainings, offsets: paths of what measure.training and measure.offsets returned, in folders
    {record}/{architecture}; those of a network follow one another, and networks come in the same order.
    Columns: record, architecture, epochs, seeds (how many), threads,
    median_seconds, lowest_seconds, highest_seconds, test_accuracy (the mean over the seeds, in [0, 1]),
    accuracy_deviation (over the seeds), lowest_accuracy, offsets (at which this is the accuracy) and
    changed_garments (how many test garments have other features at some offset).
    """
    rows = []
    groups = groupby(map(Path, trainings), key=lambda file: file.parent)
    for (folder, files), checked in zip(groups, offsets, strict=True):
        runs = pd.DataFrame(json.loads(file.read_text(encoding="utf-8")) for file in files)
        everywhere = json.loads(Path(checked).read_text(encoding="utf-8"))
        first, seconds, accuracy = runs.iloc[0], runs["seconds"], runs["test_accuracy"]
        rows.append(
            {
                "record": folder.parent.name,
                "architecture": folder.name,
                "epochs": first["training"]["epochs"],
                "threads": int(first["threads"]),
                "seeds": len(runs),
                "median_seconds": seconds.median(),
                "lowest_seconds": seconds.min(),
                "highest_seconds": seconds.max(),
                "test_accuracy": accuracy.mean(),
                "accuracy_deviation": accuracy.std(),
                "lowest_accuracy": accuracy.min(),
                "offsets": everywhere["offsets"],
                "changed_garments": everywhere["changed_garments"],
            }
        )
    return pd.DataFrame(rows)
