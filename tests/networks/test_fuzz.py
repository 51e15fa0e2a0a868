"""Weights and encodings that were changed at random are read right, or refused by name in one line."""

import io
import json

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from shiftlab.networks import front_ends, trained, weights
from tests.damage import changed, read_or_refused


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@pytest.fixture(scope="module")
def run(folder):
    """The files of a trained network: its weights, and its record."""
    files = folder / "weights.safetensors", folder / "training.json"
    torch.manual_seed(0)
    digest = trained.save(nn.Linear(30, 10), files[0])
    files[1].write_text(json.dumps({"weights_sha256": digest, "operators": []}))
    return files


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_weights(run, data):
    file, record = run
    damaged = file.with_name("damaged.safetensors")
    damaged.write_bytes(data.draw(changed(file.read_bytes())))
    found = read_or_refused(lambda path: weights.read(path, record), damaged)
    assert found is None or damaged.read_bytes() == file.read_bytes()


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_the_record_of_a_training(run, data):
    """Its values are text, of which not every change can be seen; that it is no record is."""
    file, record = run
    damaged = record.with_name("damaged.json")
    damaged.write_bytes(data.draw(changed(record.read_bytes())))
    read_or_refused(lambda path: weights.read(file, path), damaged, file)


def encodings(**arrays):
    """Return the bytes of a file of encodings."""
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


ARRAYS = {"features": np.arange(60, dtype=np.float32).reshape(20, 3) ** 2, "labels": np.arange(20) % 10}


@given(changed(encodings(**ARRAYS)))
@settings(max_examples=300, deadline=None)
def test_encodings(folder, content):
    (folder / "train.npz").write_bytes(content)
    found = read_or_refused(lambda path: front_ends.load(path, torch.device("cpu")), folder / "train.npz")
    if found is not None:
        assert all(np.array_equal(value, array) for value, array in zip(found, ARRAYS.values(), strict=True))
