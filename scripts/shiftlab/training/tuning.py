"""Trying settings: a run is trained on part of the training garments and judged on the others."""

import logging

import numpy as np
import torch

from shiftlab.data import datasets, idx, validation
from shiftlab.networks import front_ends
from shiftlab.training import devices, loop

log = logging.getLogger(__name__)


def measure(run, inputs, device, threads):
    """Train a run without the garments held out by validation.split; return how well it recognises these.

    run: mapping, as in loop.train. inputs: paths, "images" and "labels" of the training garments, or
    "encodings", of which those of test garments are not read. device: its kind. threads: CPU threads.
    Returns a mapping of JSON's types: that of the run, training_garments and validation_garments (how many),
    validation_loss (nats), validation_accuracy (in [0, 1]), and seconds, as in the history of loop.train.
    Raises UserError as loop.train and validation.split do.
    """
    trained_on, held_out = _sets(run, inputs, devices.prepare(device, threads))
    count = len(held_out.labels)
    log.info("%d training garments are held out, and here they are the test frames", count)
    _, history = loop.train(run, trained_on, held_out)
    return run | {
        "training_garments": len(trained_on.labels),
        "validation_garments": count,
        "validation_loss": history[-1]["test_loss"],
        "validation_accuracy": history[-1]["test_accuracy"],
        "seconds": history[-1]["seconds"],
    }


def _sets(run, inputs, device):
    """Return the garments to train on and the frames held out, or the encodings of both."""
    if "encodings" in inputs:
        every = front_ends.load(inputs["encodings"], device)
        parts = validation.split(every.labels)
        return [front_ends.Encodings(every.features[part], every.labels[part]) for part in parts]
    labels = torch.from_numpy(idx.read(inputs["labels"]).astype(np.int64))
    files = inputs["images"], inputs["labels"], run["classes"], run["frame"], device
    trained_on, held_out = (datasets.load(*files, part) for part in validation.split(labels))
    return trained_on, validation.frames(held_out, run["placement"], run["normalisation"])
