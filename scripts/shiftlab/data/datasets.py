"""A dataset's garments: the test set with its frozen offsets, and both sets on a device."""

from typing import NamedTuple

import numpy as np
import torch

from shiftlab.data import backgrounds, idx, placement
from shiftlab.jobs.errors import UserError

# The test offsets, and the choice of test garments, belong to the dataset and not to a run: every network
# is evaluated on the same frames.
TEST_SEED = 0

PLACED = 2**23  # pixels, and bytes, of the frames that are placed in one call
FROZEN = 500  # frames at a time whose background is drawn


class Garments(NamedTuple):
    """Garments on a device, with their labels, the view of all their frames, and what is behind them."""

    windows: torch.Tensor  # uint8 (N, F-h+1, F-w+1, F, F), see placement.windows
    labels: torch.Tensor  # int64 (N,)
    background: backgrounds.Background | None = None  # None for black

    @property
    def size(self):
        """The (height, width) of a garment."""
        frame = self.windows.shape[-1]
        return tuple(frame - count + 1 for count in self.windows.shape[1:3])

    def draw_offsets(self, rule, generator):
        """Draw an offset for each garment, by the placement `rule`: int64 (N, 2)."""
        return placement.draw_offsets(len(self.labels), rule, self.windows.shape[1:3], generator)

    def inputs(self, index, offsets, normalisation):
        """Return the input of a network for the garments `index`, int64 (B,), at `offsets`, int64 (B, 2).

        normalisation: mapping with mean and std. Returns float32 (B, 1, F, F); the background is black.
        """
        return placement.normalise(placement.place(self.windows, index, offsets), **normalisation)

    def at(self, offsets, normalisation, index=None, generator=None):
        """Return these garments Placed at `offsets`, int64 (M, 2).

        normalisation: mapping with mean and std. index: int64 (M,), the garment at each offset; by default
        all garments in order. generator: draws the backgrounds, unless they are black.
        """
        if index is None:
            index = torch.arange(len(self.labels), device=self.labels.device)
        return Placed(self, index, offsets, normalisation, generator)


class Placed(NamedTuple):
    """Garments at offsets: the frames of one epoch, or those of a translation map."""

    garments: Garments
    index: torch.Tensor  # int64 (M,), the garment in each frame
    offsets: torch.Tensor  # int64 (M, 2)
    normalisation: dict  # mean and std
    generator: torch.Generator | None = None

    @property
    def labels(self):
        """The label of each frame: int64 (M,)."""
        return self.garments.labels[self.index]

    def batches(self, order, size):
        """Yield the frames `order`, int64 (K,), normalised, `size` at a time: float32 (size, 1, F, F)."""
        windows, background = self.garments.windows, self.garments.background
        # Several batches are placed at once, as for a perceptron the time of a call counts.
        together = max(PLACED // windows[0, 0, 0].numel() // size, 1) * size
        for part in order.split(together):
            offsets = self.offsets[part]
            frames = placement.place(windows, self.index[part], offsets)
            if background:
                frames = background.add(frames, offsets, self.garments.size, self.generator)
            for batch in frames.split(size):
                yield placement.normalise(batch, **self.normalisation)


class Frozen(NamedTuple):
    """Test frames that are the same for every network."""

    frames: torch.Tensor  # uint8 (N, F, F)
    labels: torch.Tensor  # int64 (N,)
    normalisation: dict  # mean and std

    def batches(self, order, size):
        """Yield the frames `order`, int64 (K,), normalised, `size` at a time: float32 (size, 1, F, F)."""
        return (placement.normalise(self.frames[batch], **self.normalisation) for batch in order.split(size))


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


def first_balanced(labels, count):
    """Return the index, in order, of the first `count` garments, as many of each class as there are.

    labels: int (N,). Classes take turns: the first garment of each, then the second of each, and so on.
    """
    turns = np.empty(len(labels), np.int64)
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        turns[members] = np.arange(len(members))
    return np.sort(np.argsort(turns, kind="stable")[:count])


def freeze_test(images, labels, classes, frame, rule, background="black", training_images=None):
    """Return the arrays of a test set: each garment in a frozen frame.

    images, labels: IDX files. classes: number of classes. frame: side of the frame. rule: the placement.
    background: see data.backgrounds. training_images: IDX file from which clutter is cut.
    Returns a mapping: garments uint8 (N, h, w), labels uint8 (N,), offsets int64 (N, 2), frames uint8
    (N, F, F) and, for clutter, patches uint8 (P, s, s).
    """
    garments, numbers = read(images, labels, classes)
    generator = torch.Generator().manual_seed(TEST_SEED)
    arrays = {"garments": garments, "labels": numbers}
    if background == "clutter":
        arrays["patches"] = backgrounds.cut_patches(idx.read(training_images), TEST_SEED)
    placed = _on_device(arrays, frame, background, "cpu")
    offsets = placed.draw_offsets(rule, generator)
    frames = placement.place(placed.windows, torch.arange(len(numbers)), offsets)
    if placed.background:
        parts = zip(frames.split(FROZEN), offsets.split(FROZEN))
        frames = torch.cat([placed.background.add(*part, placed.size, generator) for part in parts])
    return arrays | {"offsets": offsets.numpy(), "frames": frames.numpy()}


def load(
    images, labels, classes, frame, device, count=None, background="black", test=None, index=slice(None)
):
    """Read the Garments of two IDX files onto `device`, in frames of side `frame`; errors as in `read`.

    count: only so many, see `first_balanced`; None for all. background: see data.backgrounds. test: file of
    the test set of the same dataset, which has the patches of clutter. index: int64 (M,), which of these to
    keep; by default all.
    """
    garments, numbers = read(images, labels, classes)
    if count is not None:
        chosen = first_balanced(numbers, count)
        garments, numbers = garments[chosen], numbers[chosen]
    arrays = {"garments": garments[index], "labels": numbers[index]}
    if background == "clutter":
        with np.load(test) as frozen:
            arrays["patches"] = frozen["patches"]
    return _on_device(arrays, frame, background, device)


def load_test(file, frame, device, background="black"):
    """Read the Garments of a test set that `freeze_test` made onto `device`, to place them anew."""
    with np.load(file) as arrays:
        return _on_device(arrays, frame, background, device)


def load_frozen(file, normalisation, device):
    """Read the Frozen frames of a test set that `freeze_test` made onto `device`."""
    with np.load(file) as arrays:
        frames, labels = (torch.from_numpy(arrays[name]).to(device) for name in ("frames", "labels"))
    return Frozen(frames, labels.to(torch.int64), normalisation)


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


def _on_device(arrays, frame, background, device):
    """Return the Garments of a mapping with garments, labels and, for clutter, patches."""
    garments, labels = arrays["garments"], arrays["labels"]
    views = placement.windows(torch.from_numpy(garments.copy()).to(device), frame)
    patches = torch.from_numpy(arrays["patches"]).to(device) if "patches" in arrays else None
    drawn = backgrounds.from_settings(background, patches)
    return Garments(views, torch.from_numpy(labels.astype(np.int64)).to(device), drawn)
