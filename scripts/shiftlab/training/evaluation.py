"""A network's predictions for test frames, and their loss and accuracy."""

import torch
from torch.nn.functional import nll_loss

from shiftlab.training import devices


def batch_size(device):
    """Return how many frames are evaluated at a time on a torch.device."""
    # On a CPU, 250 frames are no faster, and a CNN's maps take half a gigabyte more. A GPU is to be filled.
    return 50 if device.type == "cpu" else 2000


def log_probabilities(network, frames):
    """Return the log-probability of each class for each frame: float32 (M, classes), on the device.

    network: frames -> scores, (M, classes). The rest as in `outputs`.
    """
    return outputs(network, frames).log_softmax(dim=1)


@torch.no_grad()
def outputs(network, frames):
    """Return what a network gives for each frame: float32 (M, ...), on the device.

    network: runs in evaluation mode; its mode is restored. frames: frames.Placed or frames.Frozen; for the
    layers behind a front end, front_ends.Encodings; behind layers that were scanned, scanning.Scanned.
    """
    was_training, device = network.training, frames.labels.device
    network.eval()
    parts = []
    with devices.arithmetic("float32", device):  # whatever the precision of training
        for inputs in frames.batches(torch.arange(len(frames.labels), device=device), batch_size(device)):
            parts.append(network(inputs))  # (B, ...)
    network.train(was_training)
    return torch.cat(parts)


def loss_and_accuracy(log_probabilities, labels):
    """Return (mean cross-entropy in nats, fraction of correct predictions), as floats.

    log_probabilities: float32 (N, classes). labels: int64 (N,).
    """
    right = (log_probabilities.argmax(dim=1) == labels).sum().item()
    return nll_loss(log_probabilities, labels).item(), right / len(labels)
