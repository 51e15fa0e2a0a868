"""Front ends: the fixed, offset-invariant part with which some networks begin.

A garment's features are the same at every offset, so it is encoded once, and one encoding serves every epoch,
seed and placement. An architecture declares a front end by a function, see networks.contract.
"""

import logging
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError

log = logging.getLogger(__name__)

BATCH = 250  # frames at a time


class Standardise(nn.Module):
    """Features (N, K), or maps (N, C, h, w), -> the same with mean 0 and standard deviation 1.

    Of each feature, or of each channel of maps, over the garments given to `fit`. shape: (K,) or (C, h, w).
    """

    def __init__(self, shape):
        super().__init__()
        channels = (shape[0], *(1 for _ in shape[1:]))  # (K,) or (C, 1, 1)
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("std", torch.ones(channels))

    def fit(self, features):
        """Store the mean and the deviation of float32 features (N, K) or maps; constants get deviation 1."""
        axes = (0, *range(2, features.ndim))
        std, mean = torch.std_mean(features, dim=axes)
        self.mean.copy_(mean.view_as(self.mean))
        self.std.copy_(torch.where(std > 0, std, 1).view_as(self.std))

    def forward(self, features):
        return (features - self.mean) / self.std


class Encodings(NamedTuple):
    """Garments encoded by a front end; the counterpart of frames.Placed for the head of a network."""

    features: torch.Tensor  # float32 (N, K), or maps (N, C, h, w)
    labels: torch.Tensor  # int64 (N,)

    def batches(self, order, size):
        """Yield the features of the garments `order`, int64 (M,), `size` at a time: float32 (size, ...)."""
        return (self.features[batch] for batch in order.split(size))


def by_chunks(function, frames, size):
    """Apply a function to `size` frames at a time, so that its intermediate maps stay in a CPU's caches.

    function: maps frames, float32 (n, 1, F, F), to features, float32 (n, K), each frame apart.
    frames: float32 (N, 1, F, F). Returns float32 (N, K).
    """
    if frames.requires_grad:  # the maps of many frames fill the memory: recompute them for the gradient
        return torch.cat([checkpoint(function, chunk, use_reentrant=False) for chunk in frames.split(size)])
    if frames.device.type != "cpu":
        return function(frames)
    return torch.cat([function(chunk) for chunk in frames.split(size)])


def shape_of_features(front_end, frame):
    """Return the shape of what a front end makes of a frame, (K,) or (C, h, w); UserError for any other."""
    with torch.no_grad():
        shape = tuple(front_end(torch.zeros(2, 1, frame, frame)).shape)
    if len(shape) not in (2, 4) or shape[0] != 2:
        raise UserError(f"two frames give features of shape {shape}, not (2, features) or (2, C, h, w)")
    return shape[1:]


@torch.no_grad()
def encode(front_end, frames):
    """Return the features of frames: float32 (N, K) or (N, C, h, w), on their device.

    frames: frames.Placed or frames.Frozen.
    """
    every, parts = torch.arange(len(frames.labels), device=frames.labels.device), []
    log.info("%d frames", len(every))
    with progress.Bar(len(every), "frame") as bar:
        for inputs in frames.batches(every, BATCH):
            parts.append(front_end(inputs))
            bar.update(len(inputs))
    return torch.cat(parts)


def load(file, device):
    """Read a file of encodings onto `device`. Raises UserError if it is damaged."""
    try:
        with np.load(file) as arrays:
            if wrong := arrays.zip.testzip():  # numpy checks only what it reads to its end
                raise ValueError(f"{wrong} has another checksum")
            found = [torch.from_numpy(arrays[name]) for name in ("features", "labels")]
    except Exception as error:  # a damaged archive raises a dozen types
        raise UserError(f"{file}: is damaged; delete it, and type the same command again") from error
    return Encodings(*(tensor.to(device) for tensor in found))
