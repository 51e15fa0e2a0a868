"""The notebook's CNN with anti-aliased pooling: maxima are blurred before they are subsampled.

Pooling skips pixels, so its output changes when a garment moves by one pixel, hence the ripple in the CNN's
accuracy map. Blurring first removes the frequencies that the coarser grid cannot represent. The full layers
still see the position of every feature, so the network is smoother but not more invariant.
"""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn.functional import conv2d, pad


class BlurredMaxPool(nn.Module):
    """Maximum over 2x2 at every pixel, blur by [1, 2, 1] / 4 along both axes, then every other pixel.

    Source: R. Zhang, "Making Convolutional Networks Shift-Invariant Again" (ICML 2019).
    (N, C, H, W) -> (N, C, H // 2, W // 2)
    """

    def __init__(self, channels):
        super().__init__()
        row = torch.tensor([1.0, 2.0, 1.0]) / 4
        kernel = (row[:, None] * row).repeat(channels, 1, 1, 1)  # (C, 1, 3, 3)
        self.register_buffer("kernel", kernel, persistent=False)
        self.pool = nn.MaxPool2d(2, stride=1)

    def forward(self, maps):
        dense = pad(self.pool(maps), (1, 1, 1, 1), mode="reflect")  # (N, C, H + 1, W + 1)
        return conv2d(dense, self.kernel, stride=2, groups=len(self.kernel))


def build(frame, classes, channels=30, groups=6, hidden=100, dropout=0.5):
    """Return the network, with the options and the shapes of two_conv_two_full.

    (N, 1, frame, frame) -> (N, classes) log-probabilities
    """
    side = ((frame - 4) // 2 - 4) // 2  # 56 -> 52 -> 26 -> 22 -> 11
    return nn.Sequential(
        OrderedDict(
            conv1=nn.Conv2d(1, channels, 5),  # (N, channels, frame - 4, frame - 4)
            relu1=nn.ReLU(),  # before the blur: the two do not commute
            pool1=BlurredMaxPool(channels),
            conv2=nn.Conv2d(channels, channels, 5, groups=groups),
            dropout2=nn.Dropout2d(dropout),
            relu2=nn.ReLU(),
            pool2=BlurredMaxPool(channels),  # (N, channels, side, side)
            flatten=nn.Flatten(),
            fc1=nn.Linear(channels * side * side, hidden),
            relu3=nn.ReLU(),
            dropout3=nn.Dropout(dropout),
            fc2=nn.Linear(hidden, classes),
            log_softmax=nn.LogSoftmax(dim=1),
        )
    )
