"""A dataset's garments: the test set with its frozen frames, and both sets on a device."""

import numpy as np
import torch

from shiftlab.data import backgrounds, frames, idx, patches, placement
from shiftlab.jobs.errors import UserError

# The test offsets, and the choice of test garments, belong to the dataset and not to a run: every network
# is evaluated on the same frames.
TEST_SEED = 0

FROZEN = 500  # frames at a time whose background is drawn


def read(images, labels, classes, count=None):
    """Read garments and labels from two IDX files: uint8 (N, h, w) and uint8 (N,).

    classes: number of classes. count: only so many, see `first_balanced`; None for all. Raises UserError if
    the files do not belong together.
    """
    garments, numbers = idx.read(images), idx.read(labels)
    if garments.ndim != 3 or numbers.shape != garments.shape[:1]:
        raise UserError(f"{images} and {labels} do not belong together: {garments.shape}, {numbers.shape}")
    if numbers.max() >= classes:
        raise UserError(f"{labels}: holds label {numbers.max()}, but only {classes} classes have a name")
    if count is None:
        return garments, numbers
    chosen = first_balanced(numbers, count)
    return garments[chosen], numbers[chosen]


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
        arrays["patches"] = patches.cut(idx.read(training_images), TEST_SEED)
    placed = _on_device(arrays, frame, background, "cpu")
    offsets = placed.draw_offsets(rule, generator)
    images = placement.place(placed.windows, torch.arange(len(numbers)), offsets)
    if placed.background:
        parts = zip(images.split(FROZEN), offsets.split(FROZEN))
        images = torch.cat([placed.background.add(*part, placed.size, generator) for part in parts])
    return arrays | {"offsets": offsets.numpy(), "frames": images.numpy()}


def load(
    images, labels, classes, frame, device, count=None, background="black", test=None, index=slice(None)
):
    """Read the Garments of two IDX files onto `device`, in frames of side `frame`; errors as in `read`.

    count: as in `read`. background: see data.backgrounds. test: file of the test set of the same dataset,
    which has the patches of clutter. index: int64 (M,), which of these to keep; by default all.
    """
    garments, numbers = read(images, labels, classes, count)
    arrays = {"garments": garments[index], "labels": numbers[index]}
    if background == "clutter":
        with np.load(test) as frozen:
            arrays["patches"] = frozen["patches"]
    return _on_device(arrays, frame, background, device)


def load_part(files, part, data, device):
    """Read the Garments of a part of a published set, train or test, onto `device`; errors as in `read`.

    files: mapping from the keys of published.FILES to paths. data: mapping with classes and frame.
    """
    images, labels = files[f"{part}_images"], files[f"{part}_labels"]
    return load(images, labels, data["classes"], data["frame"], device)


def load_training(files, data, device, index=slice(None)):
    """Read the training Garments of a dataset onto `device`; errors as in `read`.

    files: mapping of paths, with images and labels and, for clutter, test. data: mapping with classes, frame,
    training_garments and background, as in experiment.runs.data. index: as in `load`.
    """
    facts = data["classes"], data["frame"], device, data["training_garments"], data["background"]
    return load(files["images"], files["labels"], *facts, files.get("test"), index)


def load_test(file, frame, device, background="black"):
    """Read the Garments of a test set that `freeze_test` made onto `device`, to place them anew."""
    with np.load(file) as arrays:
        return _on_device(arrays, frame, background, device)


def load_frozen(file, normalisation, device):
    """Read the Frozen frames of a test set that `freeze_test` made onto `device`."""
    with np.load(file) as arrays:
        images, labels = (torch.from_numpy(arrays[name]).to(device) for name in ("frames", "labels"))
    return frames.Frozen(images, labels.to(torch.int64), normalisation)


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
    cut = torch.from_numpy(arrays["patches"]).to(device) if "patches" in arrays else None
    drawn = backgrounds.from_settings(background, cut)
    return frames.Garments(views, torch.from_numpy(labels.astype(np.int64)).to(device), drawn)
