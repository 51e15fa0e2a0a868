"""Features and their file; for the invariance of a front end see test_scattering and test_build."""

import numpy as np
import torch

from shiftlab.networks import front_ends


def test_a_feature_that_is_always_the_same_becomes_zero():
    """A corner of the frame that no garment reaches, say, must not turn the loss into nan."""
    features = torch.tensor([[1.0, 5.0], [3.0, 5.0]])
    standardise = front_ends.Standardise((2,))
    standardise.fit(features)
    expected = torch.tensor([[-(0.5**0.5), 0.0], [0.5**0.5, 0.0]])
    torch.testing.assert_close(standardise(features), expected)


def test_maps_are_standardised_by_channel():
    maps = torch.randn(50, 2, 3, 4, generator=torch.Generator().manual_seed(0)) * 5 + 2
    maps[:, :, 0, 0] = 9  # no pixel has a mean and a deviation of its own
    standardise = front_ends.Standardise((2, 3, 4))
    standardise.fit(maps)
    std, mean = torch.std_mean(standardise(maps), dim=(0, 2, 3))
    torch.testing.assert_close((mean, std), (torch.zeros(2), torch.ones(2)), atol=1e-5, rtol=0)
    assert len(standardise(maps)[:, :, 0, 0].unique()) == 2


def test_encodings_come_back_in_batches(tmp_path):
    file = tmp_path / "encodings.npz"
    np.savez(file, features=np.arange(6, dtype=np.float32).reshape(3, 2), labels=np.array([0, 1, 2]))
    encodings = front_ends.load(file, "cpu")
    assert encodings.labels.tolist() == [0, 1, 2]
    assert [batch.tolist() for batch in encodings.batches(torch.tensor([2, 0, 1]), 2)] == [
        [[4, 5], [0, 1]],
        [[2, 3]],
    ]
