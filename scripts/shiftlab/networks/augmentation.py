"""Random changes of maps that a network makes in training mode alone, as dropout does.

They draw from torch's global generator, which the seed of a run determines. In evaluation mode a network that
has learned with mirror images may see both of a garment, see `Mirrored`.
"""

import torch
from torch import nn
from torch.nn.functional import pad


class Mirrored(nn.Sequential):
    """A sequence of modules from maps (N, C, H, W) to scores (N, K) that is invariant to left and right.

    In training mode it sees each map or its mirror image, with equal probability. In evaluation mode its
    scores are the mean of both.
    """

    def forward(self, maps):
        mirrored = maps.flip(3)
        if not self.training:
            return (super().forward(maps) + super().forward(mirrored)) / 2
        chosen = torch.rand(len(maps), 1, 1, 1, device=maps.device) < 0.5
        return super().forward(torch.where(chosen, mirrored, maps))


class RandomShift(nn.Module):
    """Maps (N, C, H, W) -> the same, in training mode each moved by up to `most` pixels along each axis.

    What moves in from outside has the value of the map's border there.
    """

    def __init__(self, most):
        super().__init__()
        self.most = most

    def forward(self, maps):
        if not self.training or not self.most:
            return maps
        count, _, height, width = maps.shape
        larger = pad(maps, (self.most,) * 4, mode="replicate")
        begin = torch.randint(2 * self.most + 1, (2, count, 1), device=maps.device)
        rows, columns = (  # (N, H), (N, W)
            start + torch.arange(side, device=maps.device) for start, side in zip(begin, (height, width))
        )
        every = torch.arange(count, device=maps.device)[:, None, None]
        moved = larger.permute(0, 2, 3, 1)[every, rows[:, :, None], columns[:, None, :]]  # (N, H, W, C)
        return moved.permute(0, 3, 1, 2)
