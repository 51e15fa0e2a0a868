"""Heads: networks on the features of a front end."""

from collections import OrderedDict

from torch import nn


def perceptron(features, classes, hidden):
    """Return the notebook's perceptron: (N, features) -> (N, classes) log-probabilities; `hidden` neurons."""
    return nn.Sequential(
        OrderedDict(
            fc1=nn.Linear(features, hidden),
            relu=nn.ReLU(),
            fc2=nn.Linear(hidden, classes),
            log_softmax=nn.LogSoftmax(dim=1),
        )
    )
