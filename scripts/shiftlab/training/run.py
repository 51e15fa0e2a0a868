"""One run, from input files to output files: its garments, its checkpoint, its record, its cost."""

import csv
import json
import math
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import torch

from shiftlab.data import datasets
from shiftlab.jobs import digests
from shiftlab.networks import front_ends, operators, trained
from shiftlab.training import allocator, checkpoints, devices, loop


def train(run, code, inputs, outputs, device, threads):
    """Train a run, or resume it from its checkpoint, and write its weights, history, record and cost.

    run: mapping, as in loop.train. code: mapping, the digests of all code behind it. inputs: paths, either
    "images", "labels" and "test", or the encodings "train_encodings" and "test_encodings"; without those of
    the test, the history has no tests. outputs: paths "weights", "history", "record" and "cost", in one
    folder, where the checkpoint is as well. device: its kind. threads: CPU threads.
    Whatever differs from one training of the same run to the next, such as seconds, is in the cost alone, so
    that a repeated training invalidates nothing but the tables and figures of costs.
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
    _write_history(history, outputs["history"])
    record = _record(network, run) | {"weights_sha256": trained.save(network, outputs["weights"])}
    for name, facts in {"record": record, "cost": _cost(history, device)}.items():
        Path(outputs[name]).write_text(json.dumps(facts, indent=1), encoding="utf-8")
    checkpoint.remove()


def _sets(run, inputs, device):
    """Return the training garments and the test frames, or the encodings of both; None for a missing test."""
    if "train_encodings" in inputs:
        files = (inputs.get(f"{part}_encodings") for part in ("train", "test"))
        return tuple(file and front_ends.load(file, device) for file in files)
    garments, test = datasets.load_training(inputs, run, device), inputs.get("test")
    return garments, test and datasets.load_frozen(test, run["normalisation"], device)


def _write_history(history, path):
    """Write the rows of a history as CSV, without seconds; nan is an empty cell."""
    names = [name for name in history[0] if name != "seconds"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(names)
        table.writerows([None if math.isnan(row[name]) else row[name] for name in names] for row in history)


def _record(network, run):
    """Return what was trained, of JSON's types: the settings of the run, and its network."""
    return run | {
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "operators": operators.describe(network, run["frame"]),
    }


def _cost(history, device):
    """Return what the training took, of JSON's types: the day, seconds, memory, and the machine."""
    return {
        "date": date.today().isoformat(),
        "seconds": history[-1]["seconds"],
        "epoch_seconds": [row["seconds"] for row in history],
        "peak_memory_mb": allocator.peak_mb(),
        "peak_gpu_memory_mb": devices.peak_memory_mb(device),
        "device": devices.model(device),
        "threads": torch.get_num_threads(),
        "versions": {"python": platform.python_version()}
        | {package: version(package) for package in ("torch", "numpy", "safetensors")},
    }
