"""Recentring: the crop of a frame around the garment, the same at every offset.

A garment on a black frame has a bounding box: the rows and columns in which some pixel is not background. The
crop has the size of a garment, and the center of the box is its center. It holds the same pixels wherever the
garment is in the frame, so whatever follows is exactly invariant to the offset. All rests on the background:
where it is not of one grey level, the box grows to the whole frame, and the crop is the middle of the frame.
"""

import torch
from torch import nn


class Recentre(nn.Module):
    """Frames, float32 (N, 1, F, F), -> crops around their garments, float32 (N, 1, h, w).

    garment: their height and width (h, w). The background of a frame is its smallest value, and continues
    beyond its border. A frame of one value has no bounding box; its middle is cropped.
    """

    def __init__(self, garment):
        super().__init__()
        self.height, self.width = garment

    def forward(self, frames):
        maps = frames.squeeze(1)  # (N, F, F)
        background = maps.amin(dim=(1, 2), keepdim=True)  # (N, 1, 1)
        not_background = maps > background
        rows = _centered(not_background.any(dim=2), self.height)  # (N, h)
        columns = _centered(not_background.any(dim=1), self.width)  # (N, w)
        side = maps.shape[-1]
        frame = torch.arange(len(maps), device=maps.device)[:, None, None]
        crops = maps[frame, rows.clamp(0, side - 1)[:, :, None], columns.clamp(0, side - 1)[:, None, :]]
        inside = _within(rows, side)[:, :, None] & _within(columns, side)[:, None, :]  # (N, h, w)
        return torch.where(inside, crops, background).unsqueeze(1)


def _centered(occupied, size):
    """Return `size` successive positions around the middle of the occupied ones: int64 (N, size).

    occupied: bool (N, F). Positions may be negative, or F and above.
    """
    marks = occupied.to(torch.uint8)
    first, last = marks.argmax(dim=1), occupied.shape[1] - 1 - marks.flip(1).argmax(dim=1)  # (N,)
    # Rounded down, also where it is negative: so a garment that moves by one pixel moves its crop by one.
    begin = torch.div(first + last + 1 - size, 2, rounding_mode="floor")
    return begin[:, None] + torch.arange(size, device=occupied.device)


def _within(positions, side):
    return (positions >= 0) & (positions < side)
