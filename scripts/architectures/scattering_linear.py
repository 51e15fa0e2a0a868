"""Wavelet scattering, averaged over the frame, then one linear classifier.

Its accuracy shows how much the fixed wavelets achieve with only a linear classifier on top; the perceptron
of scattering_two_full adds the rest.
"""

from torch import nn

from shiftlab.networks.scattering import Scattering


def front_end(frame, scales=3, angles=8):
    """Return the scattering of order 2: (N, 1, frame, frame) -> (N, 217) for 3 scales and 8 angles."""
    return Scattering(frame, scales, angles)


def build(features, classes):
    """Return the classifier: (N, features) -> (N, classes) logits."""
    return nn.Linear(features, classes)
