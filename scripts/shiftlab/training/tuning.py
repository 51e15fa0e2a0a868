"""Trying settings: a run is trained on part of the training garments and judged on the others."""

import logging

import torch

from shiftlab.data import datasets, validation
from shiftlab.networks import front_ends
from shiftlab.training import devices, loop

log = logging.getLogger(__name__)


def measure(run, inputs, device, threads):
    """Train a run without the garments held out by validation.split; return how well it recognises these.

    run: mapping, as in loop.train. inputs: paths, "images" and "labels" of the training garments and, for
    clutter, "test" with its patches; or "train_encodings". device: its kind. threads: CPU threads.
    Returns a mapping of JSON's types: that of the run, trained_garments and validation_garments (how many),
    validation_loss (nats), validation_accuracy (in [0, 1]), and seconds, as in the history of loop.train.
    Raises UserError as loop.train and validation.split do.
    """
    trained_on, held_out = _sets(run, inputs, devices.prepare(device, threads))
    count = len(held_out.labels)
    log.info("%d training garments are held out, and here they are the test frames", count)
    _, history = loop.train(run, trained_on, held_out)
    return run | {
        "trained_garments": len(trained_on.labels),
        "validation_garments": count,
        "validation_loss": history[-1]["test_loss"],
        "validation_accuracy": history[-1]["test_accuracy"],
        "seconds": history[-1]["seconds"],
    }


def _sets(run, inputs, device):
    """Return the garments to train on and the frames held out, or the encodings of both."""
    if "train_encodings" in inputs:
        every = front_ends.load(inputs["train_encodings"], device)
        parts = validation.split(every.labels)
        return [front_ends.Encodings(every.features[part], every.labels[part]) for part in parts]
    read = inputs["images"], inputs["labels"], run["classes"], run["training_garments"]
    parts = validation.split(torch.tensor(datasets.read(*read)[1]))
    trained_on, held_out = (datasets.load_training(inputs, run, device, part) for part in parts)
    return trained_on, validation.frames(held_out, run["placement"], run["normalisation"])
