"""Front ends: the fixed, offset-invariant part with which some networks begin.

A garment's features are the same at every offset, so it is encoded once, and one encoding serves every epoch,
seed and placement. An architecture declares a front end by a function, see networks.contract.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError

log = logging.getLogger(__name__)

BATCH = 250  # frames at a time
MOVED = 500  # garments on which invariance is measured
TOLERANCE = 1e-3  # of the largest feature: how far features may change when a garment moves


class Standardise(nn.Module):
    """Features (N, K) -> the same with mean 0 and standard deviation 1 over the garments given to `fit`."""

    def __init__(self, features):
        super().__init__()
        self.register_buffer("mean", torch.zeros(features))
        self.register_buffer("std", torch.ones(features))

    def fit(self, features):
        """Store the mean and the deviation of features, float32 (N, K); constants get deviation 1."""
        std, mean = torch.std_mean(features, dim=0)
        self.mean.copy_(mean)
        self.std.copy_(torch.where(std > 0, std, 1))

    def forward(self, features):
        return (features - self.mean) / self.std


class Encodings(NamedTuple):
    """Garments encoded by a front end; the counterpart of datasets.Frames for the head of a network."""

    features: torch.Tensor  # float32 (N, K)
    labels: torch.Tensor  # int64 (N,)

    def batches(self, order, size):
        """Yield the features of the garments `order`, int64 (M,), `size` at a time: float32 (size, K)."""
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

    def alone(chunk):
        with torch.no_grad():  # which a thread does not inherit
            return function(chunk)

    # One thread for each chunk, as many threads for each small step wait for one another: as fast on an idle
    # machine, and more than twice as fast where figures are drawn beside it.
    threads = torch.get_num_threads()
    try:
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            return torch.cat(list(pool.map(alone, frames.split(size))))
    finally:
        torch.set_num_threads(threads)


def count_features(front_end, frame):
    """Return how many features a front end makes; raises UserError if it does not make (N, features)."""
    with torch.no_grad():
        shape = front_end(torch.zeros(2, 1, frame, frame)).shape
    if len(shape) != 2 or shape[0] != 2:
        raise UserError(f"two frames give features of shape {tuple(shape)}, not (2, features)")
    return shape[1]


def check(front_end, frame):
    """Raise UserError if a front end has parameters, or if its features change when a garment moves."""
    if any(True for _ in front_end.parameters()):
        raise UserError("its front end has parameters, but a front end is not trained")
    half = frame // 2
    garment = torch.rand(half, half, generator=torch.Generator().manual_seed(0))
    frames = torch.zeros(2, 1, frame, frame)
    frames[0, 0, :half, :half] = frames[1, 0, frame - half :, frame - half - 1 : frame - 1] = garment
    here, there = front_end(frames)
    change = ((here - there).abs().max() / here.abs().max()).item()
    if not change < TOLERANCE:
        raise UserError(
            f"its front end is not invariant to the offset: its features change by {100 * change:.2g} % of "
            f"the largest when a garment moves, where at most {100 * TOLERANCE:g} % is allowed"
        )


@torch.no_grad()
def encode(front_end, garments, normalisation):
    """Return the features of each garment, in the middle of its frame: float32 (N, K), on its device.

    garments: datasets.Garments. normalisation: mapping with mean and std.
    """
    offsets = garments.draw_offsets("center", torch.Generator(garments.labels.device))
    every, parts = torch.arange(len(offsets), device=offsets.device), []
    log.info("%d garments", len(every))
    with progress.Bar(len(every), "garment") as bar:
        for inputs in garments.batches(every, offsets, BATCH, normalisation):
            parts.append(front_end(inputs))
            bar.update(len(inputs))
    return torch.cat(parts)


@torch.no_grad()
def change_with_offset(front_end, garments, normalisation):
    """Measure how invariant a front end is: the largest change of a feature when garments move.

    The first garments are encoded in the middle of the frame and at random offsets. Returns a float, in
    standard deviations that the feature has over these garments. Arguments as in `encode`.
    """
    index = torch.arange(min(MOVED, len(garments.labels)), device=garments.labels.device)
    generator = torch.Generator(index.device).manual_seed(0)
    here, there = (
        front_end(garments.inputs(index, garments.draw_offsets(rule, generator)[index], normalisation))
        for rule in ("center", "uniform")
    )
    deviation = here.std(dim=0)
    changes = (here - there).abs() / torch.where(deviation > 0, deviation, 1)
    return changes.max().item()


def load(file, device):
    """Read the training garments of a file of encodings onto `device`."""
    return _load(file, "train", device)


def load_test(file, device):
    """Read the test garments of a file of encodings onto `device`."""
    return _load(file, "test", device)


def _load(file, part, device):
    with np.load(file) as arrays:
        features, labels = (
            torch.from_numpy(arrays[f"{part}_{name}"]).to(device) for name in ("features", "labels")
        )
    return Encodings(features, labels)
