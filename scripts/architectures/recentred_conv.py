"""The crop of the frame around the garment, then a CNN made for accuracy at little cost.

Five convolutions with batch normalisation, all but the first on a quarter of the pixels or fewer. The CNN
learns with mirror images, and averages its scores over a crop and its mirror image.
"""

from collections import OrderedDict

import torch
from torch import nn

from shiftlab.networks.recentring import Recentre


class Mirrored(nn.Sequential):
    """A sequence of modules from maps (N, C, H, W) to scores (N, K) that cannot tell left from right.

    In training mode, it sees each map or its mirror image with equal probability. Like dropout, it draws from
    torch's global generator. In evaluation mode, its scores are the mean of both.
    """

    def forward(self, maps):
        mirrored = maps.flip(3)
        if not self.training:
            return (super().forward(maps) + super().forward(mirrored)) / 2
        chosen = torch.rand(len(maps), 1, 1, 1, device=maps.device) < 0.5
        return super().forward(torch.where(chosen, mirrored, maps))


def front_end(frame, garment):
    """Return the recentring: (N, 1, frame, frame) -> (N, 1, h, w) for garments of (h, w) pixels."""
    return Recentre(garment)


def build(features, classes, channels=32):
    """Return the CNN: maps of the shape `features`, (1, h, w) -> (N, classes) logits.

    channels: of the first convolution; the last has four times as many.
    """
    few, many = 2 * channels, 4 * channels
    return Mirrored(
        OrderedDict(
            **_convolution(1, features[0], channels, pool=True),  # (N, channels, h / 2, w / 2)
            **_convolution(2, channels, few),
            **_convolution(3, few, few, pool=True),  # (N, 2 channels, h / 4, w / 4)
            **_convolution(4, few, many),
            **_convolution(5, many, many),
            maximum=nn.AdaptiveMaxPool2d(1),
            flatten=nn.Flatten(),  # (N, 4 channels)
            fc1=nn.Linear(many, classes),
        )
    )


def _convolution(number, inputs, outputs, pool=False):
    """Return the modules of a 3x3 convolution by name; with `pool`, they halve the resolution."""
    modules = {f"conv{number}": nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)}
    if pool:  # before the normalisation, which then has a quarter of the values to do
        modules[f"pool{number}"] = nn.MaxPool2d(2, ceil_mode=True)  # of one row or column, too
    return modules | {f"norm{number}": nn.BatchNorm2d(outputs), f"relu{number}": nn.ReLU()}
