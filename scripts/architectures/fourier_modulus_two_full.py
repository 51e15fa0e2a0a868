"""The modulus of the frame's Fourier transform, then the notebook's perceptron.

Shifting the frame changes only the phases of its Fourier coefficients, so their moduli are exactly
invariant. The price is the information in the phases: how the parts of a garment are placed relative to each
other.
"""

from torch import nn
from torch.fft import rfft2

from shiftlab.networks import heads


class FourierModulus(nn.Module):
    """Frames, float32 (N, 1, F, F), -> moduli of half their Fourier modes, float32 (N, F * (F // 2 + 1))."""

    def forward(self, frames):
        return rfft2(frames, norm="ortho").abs().flatten(1)  # the other half is redundant by symmetry


def front_end(frame):
    """Return the modulus of the Fourier transform."""
    return FourierModulus()


def build(features, classes, hidden=100):
    """Return the perceptron: (N, features) -> (N, classes) log-probabilities; `hidden` neurons."""
    return heads.perceptron(features, classes, hidden)
