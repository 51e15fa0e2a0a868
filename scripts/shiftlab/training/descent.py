"""Stochastic gradient descent with momentum.

torch.optim has it too, but imports a compiler with the first optimiser, which takes each training 157 MB and
a second or two.
"""

import torch
from torch.nn.functional import cross_entropy

from shiftlab.training import devices, graphs


class Descent:
    """Trains a network, batch by batch.

    For a parameter w with gradient g, a step is v <- m v + g, then w <- w - r v, as in torch.optim.SGD, with
    v = 0 before the first step. network: an nn.Module on its device. settings: mapping with learning_rate,
    the first r; momentum, m; and precision, as in devices.arithmetic. `rate` is r, and may be changed;
    `velocities` has the v of each parameter, by its name.
    """

    def __init__(self, network, settings):
        self.network, self.precision = network, settings["precision"]
        self.rate, self.momentum = settings["learning_rate"], settings["momentum"]
        self.parameters = dict(network.named_parameters())
        self.velocities = {name: torch.zeros_like(parameter) for name, parameter in self.parameters.items()}
        on_gpu = any(parameter.is_cuda for parameter in self.parameters.values())
        self._gradient = graphs.Recorded(self._compute, network) if on_gpu else self._compute

    def step(self, inputs, labels):
        """Take a step on a batch; return its mean loss in nats before the step, a tensor without gradient.

        inputs: what the network takes, (B, ...). labels: int64 (B,). The tensor of the loss may be
        overwritten by the next step. A parameter without a gradient keeps its value.
        """
        loss = self._gradient(inputs, labels)
        with torch.no_grad():
            for name, parameter in self.parameters.items():
                if parameter.grad is not None:
                    velocity = self.velocities[name].mul_(self.momentum).add_(parameter.grad)
                    parameter.add_(velocity, alpha=-self.rate)
        return loss

    def _compute(self, inputs, labels):
        """Give each parameter the gradient of the mean loss of a batch; return that loss."""
        for parameter in self.parameters.values():
            parameter.grad = None
        with devices.arithmetic(self.precision, labels.device):
            scores = self.network(inputs)  # (B, classes)
        loss = cross_entropy(scores.float(), labels)
        loss.backward()
        return loss.detach()
