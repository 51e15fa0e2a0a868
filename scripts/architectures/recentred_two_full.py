"""The crop of the frame around the garment, then the notebook's perceptron.

The shift is undone before anything is learned: the garment's bounding box says where it is. This takes a
background of one grey level, and nothing else in the frame.
"""

from collections import OrderedDict
from math import prod

from torch import nn

from shiftlab.networks import heads
from shiftlab.networks.recentring import Recentre


def front_end(frame, garment):
    """Return the recentring: (N, 1, frame, frame) -> (N, 1, h, w) for garments of (h, w) pixels."""
    return Recentre(garment)


def build(features, classes, hidden=100):
    """Return the perceptron: maps of the shape `features` -> (N, classes) log-probabilities."""
    perceptron = heads.perceptron(prod(features), classes, hidden)
    return nn.Sequential(OrderedDict(flatten=nn.Flatten(), **dict(perceptron.named_children())))
