"""The weights of a trained network as arrays, without torch."""

import hashlib
import json
import math
from pathlib import Path

import numpy as np
import safetensors.numpy

from shiftlab.jobs.errors import UserError


def read(weights, training):
    """Return (content, run): the bytes of a run's weights.safetensors, and the mapping in its training.json.

    Raises UserError, naming the file, unless the bytes are those that the training wrote.
    """
    content = Path(weights).read_bytes()
    try:
        run = json.loads(Path(training).read_text(encoding="utf-8"))
        written = run["weights_sha256"]
    except (ValueError, TypeError, KeyError) as error:
        raise UserError(f"{training}: is damaged; delete it, and type the same command again") from error
    if hashlib.sha256(content).hexdigest() != written:
        raise UserError(
            f"{weights}: is damaged, or from another training than {training}; delete it, and type the same "
            "command again"
        )
    return content, run


def of_convolutions(weights, training):
    """Return the weight of each convolution: {name: float32 (out, in, kh, kw)}, in the network's order.

    The kernel of a Conv1d, which spans all its input channels, counts as one image: float32 (out, 1, in, k).
    weights: path of a run's weights.safetensors. training: path of its training.json.
    """
    tensors, operators = _read(weights, training)
    kernels = {}
    for operator in operators:
        if operator["kind"] == "convolution":
            weight = tensors[f"{operator['name']}.weight"]
            kernels[operator["name"]] = weight if weight.ndim == 4 else weight[:, None]
    return kernels


def of_frame(weights, training):
    """Return the weights of each operator that sees the frame, as one image per neuron.

    Arguments as in `of_convolutions`. Returns {name: float32 (neurons, F, F)}, in the network's order.
    """
    tensors, operators = _read(weights, training)
    images = {}
    for operator in operators:
        if operator["sees_frame"]:
            weight = tensors[f"{operator['name']}.weight"]
            side = math.isqrt(weight.shape[1])
            images[operator["name"]] = weight.reshape(-1, side, side)
    return images


def of_output(weights, training):
    """Return the output operator's (weight float32 (out, in), bias float32 (out,)); zeros without a bias.

    Arguments as in `of_convolutions`.
    """
    tensors, operators = _read(weights, training)
    name = next(operator["name"] for operator in operators if operator["role"] == "output")
    weight = tensors[f"{name}.weight"]
    return weight, tensors.get(f"{name}.bias", np.zeros(len(weight), weight.dtype))


def _read(weights, training):
    content, run = read(weights, training)
    return safetensors.numpy.load(content), run["operators"]
