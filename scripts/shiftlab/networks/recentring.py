"""Recentring: a crop of the frame around the garment, which is the same at every offset.

The bounding box of a garment spans the rows and columns in which some pixel is not background. The crop has
the size of a garment and the center of the box. It holds the same pixels wherever the garment is, so whatever
follows is exactly invariant to the offset. This requires a background of one grey level: noise makes the box
as large as the frame, and the crop the middle of the frame.
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
    side = occupied.shape[1]
    places = torch.arange(side, device=occupied.device)
    first = torch.where(occupied, places, side).amin(dim=1)  # (N,)
    last = torch.where(occupied, places, -1).amax(dim=1)  # if none is occupied: the middle of the frame
    # Rounded down, negative values too, so that the crop moves with the garment.
    begin = torch.div(first + last + 1 - size, 2, rounding_mode="floor")
    return begin[:, None] + torch.arange(size, device=occupied.device)


def _within(positions, side):
    return (positions >= 0) & (positions < side)
