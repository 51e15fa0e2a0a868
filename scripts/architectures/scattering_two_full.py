"""Wavelet scattering, averaged over the frame, then the notebook's perceptron on its coefficients.

Nothing of what the perceptron sees depends on where the garment stands, so nothing has to be learned
twice. The wavelets are not learned at all: they are those that a CNN's first kernels look like.
"""

from collections import OrderedDict

from torch import nn

from shiftlab.networks.scattering import Scattering


def front_end(frame, scales=3, angles=8):
    """Return the scattering of order 2: (N, 1, frame, frame) -> (N, 217) with 3 scales and 8 angles."""
    return Scattering(frame, scales, angles)


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
