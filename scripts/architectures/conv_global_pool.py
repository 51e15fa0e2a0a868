"""Convolutions followed by a global average, which hides all positions from the classifier.

Every stage is equivariant, apart from the pixels that pooling skips and the border of the frame, so the
network is nearly invariant by design. Unlike scattering, it learns its filters.
"""

from collections import OrderedDict

from torch import nn


def build(frame, classes, channels=20):
    """Return the network: (N, 1, frame, frame) -> (N, classes) logits; conv1 has `channels` channels."""
    few, many = 2 * channels, 4 * channels
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, channels, 5, padding=2, bias=False),  # (N, channels, frame, frame)
            pool1=nn.MaxPool2d(2),
            norm1=nn.BatchNorm2d(channels),  # without normalisation, some seeds learn nothing
            relu1=nn.ReLU(),
            conv2=nn.Conv2d(channels, few, 3, padding=1, bias=False),
            pool2=nn.MaxPool2d(2),  # (N, 2 channels, frame / 4, frame / 4)
            norm2=nn.BatchNorm2d(few),
            relu2=nn.ReLU(),
            conv3=nn.Conv2d(few, many, 3, padding=1, bias=False),
            norm3=nn.BatchNorm2d(many),
            relu3=nn.ReLU(),
            average=nn.AdaptiveAvgPool2d(1),
            flatten=nn.Flatten(),  # (N, 4 channels)
            fc1=nn.Linear(many, classes),
        )
    )
