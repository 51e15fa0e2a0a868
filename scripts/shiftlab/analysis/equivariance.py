"""Whether the features of a network move along with a garment: their distance from moved features.

A map of stride s has a column for every s pixels of the frame. Move the garment by d pixels, and the features
of an equivariant operator move by d / s columns. Pooling and strides break this: where d is no multiple of s,
no whole number of columns is right.
"""

import logging

import torch

from shiftlab.data import datasets, placement
from shiftlab.networks.features import operators_with_features
from shiftlab.networks.operators import output_of
from shiftlab.training import evaluation

log = logging.getLogger(__name__)

PER_CLASS = 5  # garments
LARGEST = 8  # shift, in pixels
WIDER = 1680  # pixels: a multiple of every stride up to 8, and of 10, 12, 14, 15 and 16
PROBES = 8  # frames with noise at the border
ROUNDING = 1e-4  # of the largest feature: smaller changes do not count


@torch.no_grad()
def measure(network, operators, garments, normalisation):
    """Return the distances of every operator that has features, as a list of mappings.

    network: without a front end, in evaluation mode. operators: as networks.operators.describe returns them.
    garments: frames.Garments, of which datasets.choose chooses PER_CLASS of each class. normalisation:
    mapping with mean and std.

    A mapping has operator, kind, stride, shift (pixels) and distance, see `distances`.
    """
    chosen = datasets.choose(garments.labels, PER_CLASS)
    frames = moved_frames(garments, chosen, normalisation)
    black = torch.zeros_like(garments.windows[:1, 0, 0])  # (1, F, F)
    empty = placement.normalise(black, **normalisation)
    rows = []
    for operator in operators_with_features(operators):
        stride, found = distances(network, operator, frames, empty)
        facts = {"operator": operator["name"], "kind": operator["kind"], "stride": stride}
        rows += [facts | {"shift": shift, "distance": distance} for shift, distance in enumerate(found)]
    return rows


def moved_frames(garments, chosen, normalisation):
    """Return the frames of garments in the middle and moved to the right by 1, 2, ... pixels.

    chosen: int64 (N,), which garments. Returns a list of float32 (N, 1, F, F), one for each shift up to
    LARGEST pixels, or as far as the frame allows.
    """
    counts, device = garments.windows.shape[1:3], garments.labels.device
    offsets = placement.draw_offsets(len(chosen), "center", counts, torch.Generator(device))
    room = counts[1] - 1 - offsets[0, 1].item()
    right = torch.tensor([0, 1], device=device)
    return [
        garments.inputs(chosen, offsets + shift * right, normalisation)
        for shift in range(min(LARGEST, room) + 1)
    ]


def distances(network, operator, frames, empty):
    """Return the stride of an operator, and the distance of its features from moved ones at each shift.

    operator: its mapping, as networks.operators.describe returns it. frames: list of float32 (N, 1, F, F),
    moved by 0, 1, ... pixels. empty: the frame without a garment, float32 (1, 1, F, F).

    Let Phi(x) be the features of the frame x, T_d a shift to the right by d pixels, or by d columns of a map.
    The distance at d is the root of

        sum over garments of min over k of |Phi(T_d x) - T_k Phi(x)|^2  /  sum of |Phi(x) - m|^2

    where k is d / stride, rounded down or up, and m the mean of each channel over garments and positions. So
    0 means that the features move along exactly, and 1 that the constant m would be as close. For a linear
    operator, the root of 2 is the distance between two garments at one place. The better k counts for each
    garment, because adaptive polyphase sampling chooses a grid for each frame. Only columns count that are
    away from the border at all shifts, see `borders`.

    The output of a linear operator has no place in the frame, so its features are compared as they are: the
    distance says how far from invariant it is, with k = 0, and its stride is None. A convolution whose stride
    cannot be determined has stride None and one distance, that at 0 pixels; so has one with too small a map.
    """
    name, still = operator["name"], _features(network, operator, frames[0])
    stride, first, last = None, 0, still.shape[3]
    if operator["kind"] == "convolution":
        stride = stride_of(network, name, empty)
        left, right = borders(network, name, empty)
        reach = -(-(len(frames) - 1) // stride) if stride else 0  # columns that the features move at most
        first, last = left + reach, last - right
        if stride is None or first >= last:
            log.info("%s: not compared with moved features: its map has no known stride, or is small", name)
            return None, [0.0]
    reference = still[..., first:last]
    variation = (reference - reference.mean(dim=(0, 2, 3), keepdim=True)).square().sum()
    found = []
    for shift, moved in enumerate(frames):
        features = _features(network, operator, moved)[..., first:last]
        columns = {shift // stride, -(-shift // stride)} if stride else {0}
        errors = [(features - still[..., first - k : last - k]).square().sum((1, 2, 3)) for k in columns]
        nearest = torch.stack(errors).amin(dim=0)  # (moves, N) -> (N,)
        found.append((nearest.sum() / variation).sqrt().item())
    return stride, found


def stride_of(network, name, empty):
    """Return how many pixels of the frame are between neighbouring columns of a convolution's map, or None.

    name: of the convolution. empty: float32 (1, 1, F, F). A map of stride s has WIDER / s more columns if the
    frame is WIDER pixels wider, no matter how many it loses at the border. There is no stride if the network
    accepts no wider frame, or if its map does not widen in proportion.
    """
    height, width = output_of(network, name, empty).shape[2:]
    wider = empty[..., :1].repeat(1, 1, 1, empty.shape[3] + WIDER)
    try:
        wide = output_of(network, name, wider)
    except Exception as error:  # whatever a network raises that is built for one size
        log.info("%s accepts no wider frame: %s", name, error)
        return None
    gained = wide.shape[3] - width
    in_proportion = len(wide) == 1 and wide.shape[2] == height and gained > 0 and WIDER % gained == 0
    return WIDER // gained if in_proportion else None


def borders(network, name, empty):
    """Return how many columns at the left and right of a convolution's map see the border of the frame.

    name: of the convolution. empty: float32 (1, 1, F, F). They are the columns that change with the outermost
    pixels of the frame, hence all that see padding of any kind. At most a third of the columns on either
    side: in a deep network all may see the border.
    """
    probes = empty.repeat(PROBES, 1, 1, 1)
    noise = torch.randn(*probes.shape[:3], 2, generator=torch.Generator().manual_seed(0))
    probes[..., [0, -1]] = noise.to(probes.device)
    features = output_of(network, name, empty)
    changes = (output_of(network, name, probes) - features).abs().amax(dim=(0, 1, 2))  # (W,)
    columns = (changes > ROUNDING * features.abs().max()).nonzero().flatten().tolist()
    width = len(changes)
    left = max((column + 1 for column in columns if column < width / 2), default=0)
    right = max((width - column for column in columns if column >= width / 2), default=0)
    return min(left, width // 3), min(right, width // 3)


def _features(network, operator, frames):
    """Return the output of an operator as a map, float32 (N, C, H, W); W is 1 for a linear operator."""
    parts = frames.split(evaluation.batch_size(frames.device))
    output = torch.cat([output_of(network, operator["name"], part) for part in parts])
    if operator["kind"] == "convolution":
        return output
    return output.movedim(-1, 1).reshape(len(frames), output.shape[-1], -1, 1)  # (N, ..., C)
