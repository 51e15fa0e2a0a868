"""The crop of the frame around the garment, then a small CNN, made for accuracy: a placeholder."""

from collections import OrderedDict
from itertools import pairwise

from torch import nn

from shiftlab.networks.augmentation import Mirrored, RandomShift
from shiftlab.networks.recentring import Recentre


def front_end(frame, garment):
    """Return the recentring: (N, 1, frame, frame) -> (N, 1, h, w) for garments of (h, w) pixels."""
    return Recentre(garment)


def build(features, classes, channels=16, shift=1):
    """Return the CNN: maps of the shape `features` -> (N, classes) logits; conv1 has `channels` channels.

    shift: pixels by which training moves the crops at random.
    """
    parts = {"shift": RandomShift(shift)}
    widths = [features[0], channels, 2 * channels, 2 * channels, 4 * channels, 4 * channels]
    for number, (inputs, outputs) in enumerate(pairwise(widths), start=1):
        if number in (2, 4):  # before the resolution is halved
            parts[f"pool{number}"] = nn.MaxPool2d(2)
        parts[f"conv{number}"] = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        parts[f"norm{number}"] = nn.BatchNorm2d(outputs)
        parts[f"relu{number}"] = nn.ReLU()
    parts |= {"maximum": nn.AdaptiveMaxPool2d(1), "flatten": nn.Flatten()}
    return Mirrored(OrderedDict(parts, fc1=nn.Linear(4 * channels, classes)))
