"""The notebook's perceptron: two full layers on the pixels of the frame.

It shares no weights between positions: a garment moved by one pixel meets different weights, so the
perceptron must learn it afresh at every offset.
"""

from collections import OrderedDict

from torch import nn


def build(frame, classes, hidden=100):
    """Return the network: (N, 1, frame, frame) -> (N, classes) log-probabilities; `hidden` neurons."""
    return nn.Sequential(
        OrderedDict(
            flatten=nn.Flatten(),  # (N, frame * frame)
            fc1=nn.Linear(frame * frame, hidden),
            relu=nn.ReLU(),
            fc2=nn.Linear(hidden, classes),
            log_softmax=nn.LogSoftmax(dim=1),
        )
    )
