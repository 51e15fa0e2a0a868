"""Features and their file; for the invariance of a front end see test_scattering and test_build."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from shiftlab.networks import front_ends


def test_a_feature_that_is_always_the_same_becomes_zero():
    """A corner of the frame that no garment reaches, say, must not turn the loss into nan."""
    features = torch.tensor([[1.0, 5.0], [3.0, 5.0]])
    standardise = front_ends.Standardise(2)
    standardise.fit(features)
    expected = torch.tensor([[-(0.5**0.5), 0.0], [0.5**0.5, 0.0]])
    torch.testing.assert_close(standardise(features), expected)


def test_training_and_test_garments_are_kept_apart(tmp_path):
    file = tmp_path / "encodings.npz"
    arrays = {
        "train_features": np.ones((3, 2), np.float32),
        "train_labels": np.array([0, 1, 2]),
        "test_features": np.zeros((2, 2), np.float32),
        "test_labels": np.array([4, 5]),
    }
    np.savez(file, **arrays)
    train, test = front_ends.load(file, "cpu"), front_ends.load_test(file, "cpu")
    assert train.labels.tolist() == [0, 1, 2] and train.features.sum() == 6
    assert test.labels.tolist() == [4, 5] and test.features.sum() == 0
    assert [batch.sum() for batch in train.batches(torch.tensor([0, 2, 1]), 2)] == [4, 2]


def test_a_function_that_fails_leaves_as_many_threads_as_before():
    def fail(frames):
        raise ValueError("no features")

    threads = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        with pytest.raises(ValueError, match="no features"):
            front_ends.by_chunks(fail, torch.zeros(4, 1, 8, 8), 2)
        with ThreadPoolExecutor(1) as pool:  # a new thread gets what was set last
            assert pool.submit(torch.get_num_threads).result() == 3
    finally:
        torch.set_num_threads(threads)
