"""Learned filters whose answer does not depend on the offset: every stage is equivariant on the torus.

As in conv_global_pool, a global average hides positions from the classifier. Here nothing before it depends
on them either: the convolutions are circular, and whatever halves the resolution keeps the grid of pixels
that moves along with the garment (networks.polyphase). All weights are learned.
"""

from collections import OrderedDict

from torch import nn

from shiftlab.networks.polyphase import AlignGrid, Torus, Wrap

INVARIANT = True  # see networks.contract


def build(frame, classes, channels=16):
    """Return the network: (N, 1, frame, frame) -> (N, classes) logits.

    channels: of the first convolution; the last has four times as many. A frame whose side F is no multiple
    of 8 is enlarged to the next one.
    """
    few, many = 2 * channels, 4 * channels
    return nn.Sequential(
        OrderedDict(
            torus=Torus(8),
            align1=AlignGrid(),
            wrap1=Wrap(2),
            conv1=nn.Conv2d(1, channels, 5, stride=2, bias=False),  # (N, channels, F / 2, F / 2)
            norm1=nn.BatchNorm2d(channels),
            relu1=nn.ReLU(),
            **_convolution(2, channels, few, pool=True),  # (N, 2 channels, F / 4, F / 4)
            **_convolution(3, few, few),
            **_convolution(4, few, many, pool=True),  # (N, 4 channels, F / 8, F / 8)
            **_convolution(5, many, many),
            average=nn.AdaptiveAvgPool2d(1),
            flatten=nn.Flatten(),  # (N, 4 channels)
            fc1=nn.Linear(many, classes),
        )
    )


def _convolution(number, inputs, outputs, pool=False):
    """Return the modules of a circular 3x3 convolution by name; with `pool`, they halve the resolution."""
    modules = {f"wrap{number}": Wrap(1), f"conv{number}": nn.Conv2d(inputs, outputs, 3, bias=False)}
    if pool:  # before the normalisation, which then has a quarter of the values to do
        modules |= {f"align{number}": AlignGrid(), f"pool{number}": nn.MaxPool2d(2)}
    return modules | {f"norm{number}": nn.BatchNorm2d(outputs), f"relu{number}": nn.ReLU()}
