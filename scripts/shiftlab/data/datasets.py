"""A dataset's garments: the test set with its frozen offsets, and both sets on a device."""

from typing import NamedTuple

import numpy as np
import torch

from shiftlab.data import idx, placement
from shiftlab.jobs.errors import UserError

# The test offsets, and the choice of test garments, belong to the dataset and not to a run: every network
# is evaluated on the same frames.
TEST_SEED = 0

PLACED = 2**23  # pixels, and bytes, of the frames that are placed in one call


class Garments(NamedTuple):
    """Garments on a device, with their labels and the view of all their frames."""

    windows: torch.Tensor  # uint8 (N, F-h+1, F-w+1, F, F), see placement.windows
    labels: torch.Tensor  # int64 (N,)

    def draw_offsets(self, rule, generator):
        """Draw an offset for each garment, by the placement `rule`: int64 (N, 2)."""
        return placement.draw_offsets(len(self.labels), rule, self.windows.shape[1:3], generator)

    def at(self, offsets, normalisation, index=None):
        """Return the Frames of these garments at `offsets`, int64 (M, 2).

        normalisation: mapping with mean and std. index: int64 (M,), the garment at each offset; by default
        all garments in order.
        """
        if index is None:
            index = torch.arange(len(self.labels), device=self.labels.device)
        return Frames(self, index, offsets, normalisation)

    def inputs(self, index, offsets, normalisation):
        """Return the input of a network for the garments `index`, int64 (B,), at `offsets`, int64 (B, 2).

        normalisation: mapping with mean and std. Returns float32 (B, 1, F, F).
        """
        return placement.normalise(placement.place(self.windows, index, offsets), **normalisation)

    def batches(self, index, offsets, size, normalisation):
        """Yield what `inputs` would return, `size` garments at a time. Arguments as there."""
        # Several batches are placed at once, as for a perceptron the time of a call counts.
        together = max(PLACED // self.windows[0, 0, 0].numel() // size, 1) * size
        for batch, offset in zip(index.split(together), offsets.split(together)):
            for frames in placement.place(self.windows, batch, offset).split(size):
                yield placement.normalise(frames, **normalisation)


class Frames(NamedTuple):
    """Garments at offsets: what a network is tested on, or trained on in one epoch."""

    garments: Garments
    index: torch.Tensor  # int64 (M,), the garment in each frame
    offsets: torch.Tensor  # int64 (M, 2)
    normalisation: dict  # mean and std

    @property
    def labels(self):
        """The label of each frame: int64 (M,)."""
        return self.garments.labels[self.index]

    def batches(self, order, size):
        """Yield the frames `order`, int64 (K,), normalised, `size` at a time: float32 (size, 1, F, F)."""
        index, offsets = self.index[order], self.offsets[order]
        return self.garments.batches(index, offsets, size, self.normalisation)


def read(images, labels, classes):
    """Read garments and labels from two IDX files: uint8 (N, h, w) and uint8 (N,).

    classes: number of classes. Raises UserError if the files do not belong together.
    """
    garments, numbers = idx.read(images), idx.read(labels)
    if garments.ndim != 3 or numbers.shape != garments.shape[:1]:
        raise UserError(f"{images} and {labels} do not belong together: {garments.shape}, {numbers.shape}")
    if numbers.max() >= classes:
        raise UserError(f"{labels}: holds label {numbers.max()}, but only {classes} classes have a name")
    return garments, numbers


def freeze_test(images, labels, classes, frame, rule):
    """Return the arrays of a test set with one frozen offset per garment.

    images, labels: IDX files. classes: number of classes. frame: side of the frame. rule: the placement.
    Returns a mapping: garments uint8 (N, h, w), labels uint8 (N,), offsets int64 (N, 2).
    """
    garments, numbers = read(images, labels, classes)
    generator = torch.Generator().manual_seed(TEST_SEED)
    counts = placement.offset_counts(frame, garments.shape[1:])
    offsets = placement.draw_offsets(len(garments), rule, counts, generator)
    return {"garments": garments, "labels": numbers, "offsets": offsets.numpy()}


def load(images, labels, classes, frame, device, index=slice(None)):
    """Read the Garments of two IDX files onto `device`, in frames of side `frame`; errors as in `read`.

    index: int64 (M,), the garments to keep; by default all.
    """
    garments, numbers = read(images, labels, classes)
    return _on_device(garments[index], numbers[index], frame, device)


def load_test(file, frame, device):
    """Read a test set that `freeze_test` made; returns (Garments, offsets int64 (N, 2)) on `device`."""
    with np.load(file) as arrays:
        garments = _on_device(arrays["garments"], arrays["labels"], frame, device)
        return garments, torch.from_numpy(arrays["offsets"]).to(device)


def choose(labels, images_per_class):
    """Choose the same number of garments of each class, with a fixed seed: int64 (M,), in order.

    labels: int64 (N,). images_per_class: how many, of a class with fewer all; or "all" for every garment.
    """
    if images_per_class == "all":
        return torch.arange(len(labels), device=labels.device)
    generator = torch.Generator().manual_seed(TEST_SEED)
    order = torch.randperm(len(labels), generator=generator).to(labels.device)
    chosen = [order[labels[order] == label][:images_per_class] for label in labels.unique()]
    return torch.cat(chosen).sort().values


def _on_device(garments, labels, frame, device):
    views = placement.windows(torch.from_numpy(garments.copy()).to(device), frame)
    return Garments(views, torch.from_numpy(labels.astype(np.int64)).to(device))
