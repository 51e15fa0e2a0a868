"""Frames on a device: garments that are placed anew each time, and frames that are frozen for the test."""

from typing import NamedTuple

import torch

from shiftlab.data import backgrounds, placement

# Pixels, and bytes, of the frames that are placed in one call: on a CPU those of a few batches, which stay in
# its caches; on a GPU those of an epoch.
PLACED = {"cpu": 2**23, "cuda": 2**28, "mps": 2**26}


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

    def every_offset(self):
        """Return all R x C offsets, row by row: int64 (R C, 2), on the device of the garments."""
        counts = self.windows.shape[1:3]
        return torch.cartesian_prod(*(torch.arange(count, device=self.windows.device) for count in counts))

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
        together = max(PLACED[windows.device.type] // windows[0, 0, 0].numel() // size, 1) * size
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
