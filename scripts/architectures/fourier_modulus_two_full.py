"""The modulus of the frame's Fourier transform, then the notebook's perceptron.

A shift of the frame only turns the phases of its Fourier coefficients, so their moduli stay as they are,
exactly. What it costs is everything that the phases knew: where the parts of a garment are to each other.
"""

from collections import OrderedDict

from torch import nn
from torch.fft import rfft2


class FourierModulus(nn.Module):
    """Frames, float32 (N, 1, F, F), -> moduli of half their Fourier modes, float32 (N, F * (F // 2 + 1))."""

    def forward(self, frames):
        return rfft2(frames, norm="ortho").abs().flatten(1)  # the other half repeats these


def front_end(frame):
    """Return the modulus of the Fourier transform."""
    return FourierModulus()


def build(features, classes, hidden=100):
    """Return the perceptron: (N, features) -> (N, classes) log-probabilities; `hidden` neurons."""
    return nn.Sequential(
        OrderedDict(
            fc1=nn.Linear(features, hidden),
            relu=nn.ReLU(),
            fc2=nn.Linear(hidden, classes),
            log_softmax=nn.LogSoftmax(dim=1),
        )
    )
