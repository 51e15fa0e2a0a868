"""One run, from input files to output files: its garments, its checkpoint, its record."""

import json
import platform
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import torch

from shiftlab.data import datasets
from shiftlab.jobs import digests
from shiftlab.networks import front_ends, operators, trained
from shiftlab.training import allocator, checkpoints, devices, loop


def train(run, code, inputs, outputs, device, threads):
    """Train a run, or resume it from its checkpoint, and write its weights, history and record.

    run: mapping, as in loop.train. code: mapping, the digests of all code behind it. inputs: paths, either
    "images", "labels" and "test", or "encodings" and "encoding_record". outputs: paths "weights", "history"
    and "record", in one folder, where the checkpoint is as well. device: its kind. threads: CPU threads.
    Raises UserError as loop.train does.
    """
    device = devices.prepare(device, threads)
    # A checkpoint of anything else is unusable.
    fingerprint = {
        "configuration": run,
        "code": code,
        "data": digests.of_files(inputs.values()),
        "device": device.type,
        "number of threads": threads,
        "version of torch": torch.__version__,
    }
    checkpoint = checkpoints.Checkpoint(Path(outputs["weights"]).parent / "checkpoint.zip", fingerprint)
    network, history = loop.train(run, *_sets(run, inputs, device), checkpoint)
    pd.DataFrame(history).to_csv(outputs["history"], index=False, lineterminator="\n")
    record = _record(network, run, history, _encoding_seconds(inputs), device)
    Path(outputs["record"]).write_text(json.dumps(record, indent=1), encoding="utf-8")
    trained.save(network, outputs["weights"])
    checkpoint.remove()


def _sets(run, inputs, device):
    """Return the training garments and the test frames, or the encodings of both."""
    if "encodings" in inputs:
        file = inputs["encodings"]
        return front_ends.load(file, device), front_ends.load_test(file, device)
    files = inputs["images"], inputs["labels"]
    garments = datasets.load(*files, run["classes"], run["frame"], device)
    tested, offsets = datasets.load_test(inputs["test"], run["frame"], device)
    return garments, tested.at(offsets, run["normalisation"])


def _encoding_seconds(inputs):
    """Return the seconds in which the garments were encoded, 0 without a front end."""
    if "encoding_record" not in inputs:
        return 0
    return json.loads(Path(inputs["encoding_record"]).read_text(encoding="utf-8"))["seconds"]


def _record(network, run, history, encoding_seconds, device):
    """Return what a run was trained with, of JSON's types: its settings, its network, the machine."""
    return run | {
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "operators": operators.describe(network, run["frame"]),
        "encoding_seconds": encoding_seconds,
        "seconds": history[-1]["seconds"],
        "peak_memory_mb": allocator.peak_mb(),
        "device": devices.model(device),
        "threads": torch.get_num_threads(),
        "versions": {"python": platform.python_version()}
        | {package: version(package) for package in ("torch", "numpy", "safetensors")},
    }
