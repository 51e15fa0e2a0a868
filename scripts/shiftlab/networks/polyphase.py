"""Adaptive polyphase sampling: halving the resolution of maps in a way that commutes with every shift.

Every other row and every other column of a map form one of four grids. A layer of stride 2 always keeps the
same grid, so its output changes when its input moves by one pixel. Adaptive polyphase sampling keeps the grid
of largest norm. This grid moves with the input, so on a torus the same values are kept wherever the input is.

Source: A. Chaman and I. Dokmanic, "Truly Shift-Invariant Convolutional Neural Networks" (CVPR 2021).
"""

import torch
from torch import nn
from torch.nn.functional import pad

QUANTUM = 2**-20  # norms are sums of multiples of it


class AlignGrid(nn.Module):
    """Maps (N, C, H, W) with even H, W -> the same maps, the grid of largest norm moved to even places.

    Each map moves by 0 or 1 pixels up and left on the torus. A layer of stride 2 that comes next, a pooling
    or a circular convolution, then samples the grid of largest norm.
    """

    def forward(self, maps):
        height, width = maps.shape[2:]
        largest = grid_norms(maps).flatten(1).argmax(dim=1, keepdim=True)  # (N, 1)
        rows = (largest // 2 + torch.arange(height, device=maps.device)) % height  # (N, H)
        columns = (largest % 2 + torch.arange(width, device=maps.device)) % width  # (N, W)
        every = torch.arange(len(maps), device=maps.device)[:, None, None]
        # Channels last, the layout of memory in training: the channels of a pixel are copied together.
        return maps.permute(0, 2, 3, 1)[every, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)


class Wrap(nn.Module):
    """Maps (N, C, H, W) -> (N, C, H + 2 margin, W + 2 margin), continued as on a torus.

    A convolution without padding that comes next is circular. padding_mode="circular" of nn.Conv2d computes
    the same, but leaves the memory layout of channels last: on a CPU, a training step of conv_invariant then
    takes a third longer.
    """

    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, maps):
        for axis in (2, 3):
            begin, end = maps.narrow(axis, 0, self.margin), maps.narrow(axis, -self.margin, self.margin)
            maps = torch.cat([end, maps, begin], dim=axis)
        return maps


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
    b, b + 2, ... Pixels are rounded to integers before they are added: such a sum is exact in any order, and
    the order differs between offsets. The largest value would be no substitute for the L1 norm: after a 2x2
    maximum at every pixel, all four grids hold it.
    """
    pixels = (maps.abs().sum(dim=1) / QUANTUM).round().to(torch.int64)  # (N, H, W)
    return pixels.unflatten(2, (-1, 2)).unflatten(1, (-1, 2)).sum(dim=(1, 3))
