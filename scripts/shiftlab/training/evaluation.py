"""A network's predictions for test frames, and their loss and accuracy."""

import torch
from torch.nn.functional import nll_loss

from shiftlab.training import devices

BATCH = 50  # frames at a time: with 250, the maps of a CNN take half a gigabyte more and as much time


@torch.no_grad()
def log_probabilities(network, garments, offsets, normalisation, index=None):
    """Return the log-probability of each class for each frame: float32 (N, classes), on the device.

    network: in any mode, which is restored; it is evaluated in evaluation mode. garments: Garments, or
    Encodings for the head of a network with a front end. offsets: int64 (N, 2). normalisation: mapping
    with mean and std. index: int64 (N,), the garment at each offset; by default 0, 1, 2, ...
    """
    if index is None:
        index = torch.arange(len(offsets), device=offsets.device)
    was_training = network.training
    network.eval()
    parts = []
    with devices.arithmetic("float32", offsets.device):  # however it was trained
        for inputs in garments.batches(index, offsets, BATCH, normalisation):
            parts.append(network(inputs).log_softmax(dim=1))  # (B, classes)
    network.train(was_training)
    return torch.cat(parts)


def loss_and_accuracy(log_probabilities, labels):
    """Return (mean cross-entropy in nats, share of right predictions), as floats.

    log_probabilities: float32 (N, classes). labels: int64 (N,).
    """
    right = (log_probabilities.argmax(dim=1) == labels).sum().item()
    return nll_loss(log_probabilities, labels).item(), right / len(labels)
