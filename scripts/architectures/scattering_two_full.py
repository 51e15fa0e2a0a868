"""Wavelet scattering, averaged over the frame, then the notebook's perceptron on its coefficients.

The perceptron's input does not depend on the offset, so nothing has to be learned twice. The wavelets are
fixed; the first kernels of a CNN look like them.
"""

from shiftlab.networks import heads
from shiftlab.networks.scattering import Scattering


def front_end(frame, scales=3, angles=8):
    """Return the scattering of order 2: (N, 1, frame, frame) -> (N, 217) with 3 scales and 8 angles."""
    return Scattering(frame, scales, angles)


def build(features, classes, hidden=100):
    """Return the perceptron: (N, features) -> (N, classes) log-probabilities; `hidden` neurons."""
    return heads.perceptron(features, classes, hidden)
