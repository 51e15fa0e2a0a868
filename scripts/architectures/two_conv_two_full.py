"""The notebook's CNN: two convolutions, each with pooling, then two full layers.

The convolutions give a garment the same features wherever it is, and each pooling discards one bit of its
position. The full layers still see the position of every feature, so the network is not invariant.
"""

from collections import OrderedDict

from torch import nn


def build(frame, classes, channels=30, groups=6, hidden=100, dropout=0.5):
    """Return the network: (N, 1, frame, frame) -> (N, classes) log-probabilities.

    channels: output channels of each convolution. groups: of the second convolution. hidden: neurons of the
    first full layer. dropout: probability of dropping a channel or a hidden neuron in training.
    """
    side = ((frame - 4) // 2 - 4) // 2  # 56 -> 52 -> 26 -> 22 -> 11
    # The notebook applies ReLU before pooling. ReLU commutes with the maximum, and dropping a channel with
    # both, so pooling first computes the same function on a quarter of the values.
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, channels, 5),  # (N, channels, frame - 4, frame - 4)
            pool1=nn.MaxPool2d(2),
            relu1=nn.ReLU(),
            conv2=nn.Conv2d(channels, channels, 5, groups=groups),
            pool2=nn.MaxPool2d(2),  # (N, channels, side, side)
            dropout2=nn.Dropout2d(dropout),
            relu2=nn.ReLU(),
            flatten=nn.Flatten(),  # (N, channels * side * side)
            fc1=nn.Linear(channels * side * side, hidden),
            relu3=nn.ReLU(),
            dropout3=nn.Dropout(dropout),
            fc2=nn.Linear(hidden, classes),
            log_softmax=nn.LogSoftmax(dim=1),
        )
    )
