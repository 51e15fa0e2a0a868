"""Wavelet scattering, averaged over the frame, then the notebook's perceptron on its coefficients.

The coefficients are offset-invariant, so the perceptron learns each garment only once. The wavelets are
fixed; the first-layer kernels of a CNN look like them.
"""

from shiftlab.networks import heads
from shiftlab.networks.scattering import Scattering


def front_end(frame, scales=3, angles=8):
    """Return the scattering of order 2: (N, 1, frame, frame) -> (N, 217) for 3 scales and 8 angles."""
    return Scattering(frame, scales, angles)


def build(features, classes, hidden=100):
    """Return the perceptron: (N, features) -> (N, classes) log-probabilities; `hidden` neurons."""
    return heads.perceptron(features, classes, hidden)
