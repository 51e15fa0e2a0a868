"""Adaptive polyphase sampling: halving the resolution of maps so that shifts commute with it exactly.

Every other row and column of a map form one of four grids. A layer of stride 2 always keeps the same grid, so
that it gives other values when its input moves by one pixel. Adaptive polyphase sampling keeps the grid with
the largest norm: this grid moves along, and on a torus the same values are kept wherever the input is.

Source: A. Chaman and I. Dokmanic, "Truly Shift-Invariant Convolutional Neural Networks" (CVPR 2021).
"""

import torch
from torch import nn
from torch.nn.functional import pad

QUANTUM = 2**-20  # norms are sums of multiples of it


class AlignGrid(nn.Module):
    """Maps (N, C, H, W) with even H, W -> the same maps, their heaviest grid moved to even rows and columns.

    Each map moves by 0 or 1 pixels up and left on the torus. Whatever has stride 2 and comes next, a pooling
    or a circular convolution, then samples the grid with the largest norm. The largest value would be no norm
    for this purpose: where maxima over 2x2 pixels are taken, all four grids hold it.
    """

    def forward(self, maps):
        height, width = maps.shape[2:]
        heaviest = grid_norms(maps).flatten(1).argmax(dim=1, keepdim=True)  # (N, 1)
        rows = (heaviest // 2 + torch.arange(height, device=maps.device)) % height  # (N, H)
        columns = (heaviest % 2 + torch.arange(width, device=maps.device)) % width  # (N, W)
        every = torch.arange(len(maps), device=maps.device)[:, None, None]
        return _channels_last(maps)[every, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


class Wrap(nn.Module):
    """Maps (N, C, H, W) -> (N, C, H + 2 margin, W + 2 margin), continued as on a torus.

    A convolution of what it gives, without padding, is circular. A nn.Conv2d with padding_mode="circular"
    is the same, but its padding leaves the memory layout of channels last: a training step of conv_invariant
    then takes a third longer on a CPU.
    """

    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, maps):
        rows, columns = (
            torch.arange(-self.margin, side + self.margin, device=maps.device) % side
            for side in maps.shape[2:]
        )
        return _channels_last(maps)[:, rows[:, None], columns].permute(0, 3, 1, 2)


class Torus(nn.Module):
    """Frames (N, 1, F, F) -> frames whose side is the next multiple of `multiple`, with background added.

    The background is the smallest value of a frame. Circular convolutions join opposite borders, and a
    garment on background moves on the larger torus as it does in its frame.
    """

    def __init__(self, multiple):
        super().__init__()
        self.multiple = multiple

    def forward(self, frames):
        missing = -frames.shape[-1] % self.multiple
        if not missing:
            return frames
        larger = pad(frames, (0, missing, 0, missing), value=torch.inf)
        return torch.where(larger.isinf(), frames.amin(dim=(1, 2, 3), keepdim=True), larger)


@torch.no_grad()
def grid_norms(maps):
    """Return the L1 norm of the four grids of maps, in units of QUANTUM: int64 (N, 2, 2).

    maps: float (N, C, H, W) with even H and W. The grid [:, a, b] has the rows a, a + 2, ... and the columns
    b, b + 2, ... The pixels are rounded to integers before they are added, so that the sum is the same in any
    order, as different positions are added in different orders.
    """
    pixels = (maps.abs().sum(dim=1) / QUANTUM).round().to(torch.int64)  # (N, H, W)
    return pixels.unflatten(2, (-1, 2)).unflatten(1, (-1, 2)).sum(dim=(1, 3))


def _channels_last(maps):
    """Return maps as (N, H, W, C). Where memory has that order, an index copies all channels of a pixel."""
    return maps.permute(0, 2, 3, 1)
