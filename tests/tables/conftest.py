"""What a run has written, for the tables that have a row of it."""

import json

import numpy as np
import pytest

from shiftlab.analysis import invariance

# The first columns of a run's rows.
RUN = {"network": "Net", "trained_on": "shifted", "dataset": "shifted", "architecture": "net", "seed": 3}


@pytest.fixture
def record(tmp_path):
    """The training.json of the run."""
    (tmp_path / "training.json").write_text(json.dumps({"parameters": 7, "training": {"epochs": 5}}))
    return tmp_path / "training.json"


def measured(folder, predicted, labels):
    """Write the invariance.npz of a run that predicts these classes; return its path."""
    everyone = {"garments": np.arange(len(labels)), "shown": np.full(len(labels), True)}
    arrays = invariance.measure(everyone | {"labels": labels, "predicted": predicted}, 10)
    np.savez(folder / "invariance.npz", **arrays)
    return folder / "invariance.npz"


@pytest.fixture
def random_map(tmp_path):
    """The invariance.npz of random predictions for five garments, and their accuracy at each offset."""
    predicted = np.random.default_rng(0).integers(2, size=(5, 29, 29), dtype=np.uint8)
    labels = np.array([0, 1, 1, 0, 1])
    return measured(tmp_path, predicted, labels), (predicted == labels[:, None, None]).mean(axis=0)
