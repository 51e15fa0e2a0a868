"""Placing garments in a frame: offsets, and a batch of frames in one indexing call.

A garment of h x w pixels in a frame of F x F has its top-left corner at an offset (dy, dx), dy in
0..F-h and dx in 0..F-w. With F-h and F-w zeros around the garment, the frame at an offset is the
F x F window of the padded garment that begins at (F-h-dy, F-w-dx): `windows` is the view of all of
them, which copies nothing.
"""

import torch
from torch.nn.functional import pad


def offset_counts(frame, garment):
    """Return how many offsets there are in each direction: (29, 29) for 28x28 garments in a frame of 56."""
    return tuple(frame - side + 1 for side in garment)


def draw_offsets(count, rule, offset_counts, generator):
    """Draw `count` offsets (dy, dx): int64 of shape (count, 2), on the generator's device.

    rule: "center" for the middle of the frame, "uniform" for every offset alike.
    offset_counts: the number of offsets in each direction.
    """
    device = generator.device
    if rule == "center":
        middle = torch.tensor([(size - 1) // 2 for size in offset_counts], device=device)
        return middle.repeat(count, 1)
    columns = [torch.randint(size, (count,), generator=generator, device=device) for size in offset_counts]
    return torch.stack(columns, dim=1)


def windows(garments, frame):
    """Return every frame of every garment as a view: uint8 (N, F-h+1, F-w+1, F, F), last offset first.

    garments: uint8 (N, h, w). Only the zero-padded garments, (N, 2F-h, 2F-w), are stored.
    """
    rows, columns = (frame - side for side in garments.shape[1:])
    padded = pad(garments, (columns, columns, rows, rows))
    return padded.unfold(1, frame, 1).unfold(2, frame, 1)


def place(views, index, offsets):
    """Return the frames of the garments `index` at `offsets`: uint8 (B, F, F).

    views: from `windows`. index: int64 (B,). offsets: int64 (B, 2), on the device of the views.
    """
    last_row, last_column = (size - 1 for size in views.shape[1:3])
    return views[index, last_row - offsets[:, 0], last_column - offsets[:, 1]]


def normalise(frames, mean, std):
    """Turn grey levels into a network's input: uint8 (B, F, F) -> float32 (B, 1, F, F).

    mean, std: of grey levels in [0, 1]; black becomes -mean / std.
    """
    return frames.unsqueeze(1).to(torch.float32).mul_(1 / (255 * std)).sub_(mean / std)
