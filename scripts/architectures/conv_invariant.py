"""Learned filters whose answer does not depend on the offset: every stage is equivariant on the torus.

As in conv_global_pool, a global average hides positions from the classifier. Here nothing before it depends
on them either: the convolutions are circular, and whatever halves the resolution keeps the grid of pixels
that moves along with the garment (networks.polyphase). All weights are learned.
"""

from collections import OrderedDict

from torch import nn

from shiftlab.networks.polyphase import AlignGrid, Torus


def build(frame, classes, channels=16):
    """Return the network: (N, 1, frame, frame) -> (N, classes) logits; conv1 has `channels` channels.

    A frame whose side F is no multiple of 8 is enlarged to the next one.
    """
    return nn.Sequential(
        OrderedDict(
            torus=Torus(8),
            align1=AlignGrid(),
            conv1=_circular(1, channels, 5, stride=2),  # (N, channels, F / 2, F / 2)
            norm1=nn.BatchNorm2d(channels),
            relu1=nn.ReLU(),
            align2=AlignGrid(),
            pool2=nn.MaxPool2d(2),  # (N, channels, F / 4, F / 4)
            conv2=_circular(channels, 2 * channels, 3),
            norm2=nn.BatchNorm2d(2 * channels),
            relu2=nn.ReLU(),
            align3=AlignGrid(),
            pool3=nn.MaxPool2d(2),  # (N, 2 channels, F / 8, F / 8)
            conv3=_circular(2 * channels, 4 * channels, 3),
            norm3=nn.BatchNorm2d(4 * channels),
            relu3=nn.ReLU(),
            average=nn.AdaptiveAvgPool2d(1),
            flatten=nn.Flatten(),  # (N, 4 channels)
            fc1=nn.Linear(4 * channels, classes),
        )
    )


def _circular(inputs, outputs, size, stride=1):
    """Return a circular convolution without a bias, which the batch normalisation behind it has."""
    return nn.Conv2d(inputs, outputs, size, stride, padding=size // 2, padding_mode="circular", bias=False)
