"""The convolutions of a network for a garment at every offset, computed once and not for each frame.

A layer is local if its output at a place depends only on the pixels around that place: a convolution without
padding, a pooling, a rectifier. If the first layers are local and their strides multiply to S, the frames of
all offsets are windows of one canvas, and their features are windows of the features of that canvas and of
its shifts by 0 to S - 1 pixels each way: S x S canvases, 16 for the notebook's CNN, in place of 841 frames.

Source: A. Giusti et al., "Fast Image Scanning with Deep Max-Pooling Convolutional Neural Networks" (IEEE ICIP
2013).
"""

import math
from typing import NamedTuple

import torch
from torch import nn

from shiftlab.data import placement
from shiftlab.data.frames import Garments
from shiftlab.training import evaluation

POINTWISE = (nn.ReLU, nn.BatchNorm2d, nn.Dropout, nn.Dropout2d)  # in evaluation mode


class Scanned(NamedTuple):
    """The output of local layers for a garment at some offsets; the counterpart of frames.Placed."""

    windows: torch.Tensor  # float32 (S, S', C, Q, Q, n, n), see `scan`
    begins: torch.Tensor  # int64 (M, 2), the place on the canvas at which each frame begins
    labels: torch.Tensor  # int64 (M,)

    def batches(self, order, size):
        """Yield the output for the frames `order`, int64 (K,), `size` at a time: float32 (size, C, n, n)."""
        rows, columns = self.windows.shape[:2]
        for part in order.split(size):
            down, across = self.begins[part].T
            yield self.windows[down % rows, across % columns, :, down // rows, across // columns]


def split(network):
    """Return the local layers with which a network begins, possibly none, and the rest of its layers.

    Both are an nn.Sequential, in the network's mode.
    """
    layers = list(network) if type(network) is nn.Sequential else [network]
    count = next((number for number, layer in enumerate(layers) if not _stride(layer)), len(layers))
    parts = nn.Sequential(*layers[:count]), nn.Sequential(*layers[count:])
    return tuple(part.train(network.training) for part in parts)


def scan(local, garments, garment, offsets, normalisation):
    """Return the output of local layers for a garment at `offsets`, int64 (M, 2), Scanned.

    local: as from `split`. garments: frames.Garments in front of black. garment: int64 (), which of them.
    normalisation: mapping with mean and std.

    The canvas has room for the frame of every offset. windows[a, b, :, i, j] is the output, (C, n, n), for
    the frame that begins S i + a pixels down and S' j + b pixels across. S and S' are the stride of all local
    layers or, if it is smaller, the number of offsets down and across.
    """
    stride, device = math.prod(map(_stride, local)), offsets.device
    counts, frame, (height, width) = garments.windows.shape[1:3], garments.windows.shape[-1], garments.size
    steps = (max(counts) - 1) // stride  # Q - 1
    index = garment[None]  # indexing with a single number would make a GPU synchronise
    image, label = garments.windows[index, -1, -1, :height, :width], garments.labels[index]
    canvas = Garments(placement.windows(image, frame + stride * steps), label)
    top, left = (count - 1 for count in counts)
    shifts = [min(stride, count) for count in counts]  # S, S'
    down = torch.arange(top, top - shifts[0], -1, device=device)
    across = torch.arange(left, left - shifts[1], -1, device=device)
    places = torch.cartesian_prod(down, across)  # of the garment on the shifted canvases
    shifted = canvas.at(places, normalisation, torch.zeros_like(places[:, 0]))
    maps = evaluation.outputs(local, shifted).unflatten(0, shifts)  # (S, S', C, n + Q - 1, n + Q - 1)
    side = maps.shape[-1] - steps  # n
    return Scanned(
        windows=maps.unfold(3, side, 1).unfold(4, side, 1),
        begins=torch.stack([top - offsets[:, 0], left - offsets[:, 1]], dim=1),
        labels=label.expand(len(offsets)),
    )


def _stride(layer):
    """Return the stride of a local layer, None for any other."""
    if type(layer) in POINTWISE:
        return 1
    is_convolution = type(layer) is nn.Conv2d and layer.padding == (0, 0)
    is_pooling = type(layer) is nn.MaxPool2d and layer.padding in (0, (0, 0)) and not layer.ceil_mode
    if not is_convolution and not is_pooling:
        return None
    down, across = layer.stride if isinstance(layer.stride, tuple) else (layer.stride, layer.stride)
    return down if down == across else None
