"""The data of the live figure about equivariance: garments, and the convolutions of the CNN."""

import safetensors.numpy

from shiftlab.handout import live_data
from shiftlab.networks import weights

CONVOLUTIONS = ("conv1", "conv2")  # of scripts/architectures/two_conv_two_full.py


def read(garments, test, file, training, frame, classes):
    """Read the data of the figure; returns what live_data.embed does.

    garments, test, frame, classes: as for live_data.garments. file: path of the CNN's weights.safetensors.
    training: path of its training.json, which has the normalisation. Raises UserError as weights.read does.
    """
    facts, pixels = live_data.garments(garments, test, frame, classes)
    content, run = weights.read(file, training)
    tensors = safetensors.numpy.load(content)
    names = [f"{name}.{kind}" for name in CONVOLUTIONS for kind in ("weight", "bias")]
    arrays = {"garments": pixels} | {name: tensors[name] for name in names}
    return live_data.embed(facts | {"normalisation": run["normalisation"]}, arrays)
