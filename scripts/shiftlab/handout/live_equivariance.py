"""The data of the live figure about equivariance: garments, and the convolutions of the CNN."""

import json
from pathlib import Path

import safetensors.numpy

from shiftlab.handout import live_data

CONVOLUTIONS = ("conv1", "conv2")  # of scripts/architectures/two_conv_two_full.py


def read(garments, test, weights, training, frame, classes):
    """Read the data of the figure; returns what live_data.embed does.

    garments, test, frame, classes: as for live_data.garments. weights: path of the CNN's weights.safetensors.
    training: path of its training.json, which has the normalisation.
    """
    facts, pixels = live_data.garments(garments, test, frame, classes)
    normalisation = json.loads(Path(training).read_text(encoding="utf-8"))["normalisation"]
    tensors = safetensors.numpy.load_file(weights)
    names = [f"{name}.{kind}" for name in CONVOLUTIONS for kind in ("weight", "bias")]
    arrays = {"garments": pixels} | {name: tensors[name] for name in names}
    return live_data.embed(facts | {"normalisation": normalisation}, arrays)
