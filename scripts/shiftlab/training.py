"""Training one run: stochastic gradient descent on frames that are placed anew at every epoch."""

import json
import logging
import math
import platform
import time
from importlib.metadata import version

import pandas as pd
import torch
from torch.nn.functional import cross_entropy

from shiftlab import evaluation, networks, placement, progress
from shiftlab.errors import UserError

log = logging.getLogger(__name__)


def train(run, garments, test):
    """Build the network of a run and train it; return (network, history).

    run: mapping with dataset, frame, placement, classes (their number), architecture, options, seed,
    training (learning_rate, momentum, batch_size, epochs) and normalisation (mean, std).
    garments: the training datasets.Garments. test: (Garments, frozen offsets).
    history: the rows of `fit`. Raises UserError when a loss is no longer a finite number.
    """
    torch.manual_seed(run["seed"])  # the initial weights, then dropout
    network = networks.build(run["architecture"], run["frame"], run["classes"], run["options"])
    # Channels last halves the time of a convolution on a CPU and costs other networks nothing.
    network.to(garments.labels.device, memory_format=torch.channels_last)
    history = []
    for row in fit(network, run, garments, test):
        log.info(
            "epoch %d: %.1f s, test loss %.4f, test accuracy %.2f %%",
            *(row["epoch"], row["seconds"], row["test_loss"], 100 * row["test_accuracy"]),
        )
        history.append(row)
    return network, history


def fit(network, run, garments, test):
    """Train `network` in place; yield one row of its history per epoch, row 0 before training.

    Arguments as in `train`. A row is a mapping: epoch, seconds (since the start), train_loss (mean
    cross-entropy in nats of the epoch's frames as they were met; nan in row 0), test_loss (nats),
    test_accuracy (in [0, 1]).
    """
    settings, normalisation = run["training"], run["normalisation"]
    count, device = len(garments.labels), garments.labels.device
    generator = torch.Generator(device).manual_seed(run["seed"])  # the order and the offsets
    optimiser = torch.optim.SGD(
        network.parameters(), lr=settings["learning_rate"], momentum=settings["momentum"]
    )
    start = time.perf_counter()

    def row(epoch, train_loss):
        answers = evaluation.log_probabilities(network, *test, normalisation)
        test_loss, accuracy = evaluation.loss_and_accuracy(answers, test[0].labels)
        if epoch and not math.isfinite(train_loss + test_loss):
            raise UserError(
                f"{run['architecture']} on {run['dataset']}, epoch {epoch}: the loss is no longer a finite "
                f"number; try a training.learning_rate below {settings['learning_rate']}"
            )
        return {
            "epoch": epoch,
            "seconds": round(time.perf_counter() - start, 2),
            "train_loss": train_loss,
            "test_loss": test_loss,
            "test_accuracy": accuracy,
        }

    yield row(0, math.nan)
    network.train()
    steps = settings["epochs"] * math.ceil(count / settings["batch_size"])
    with progress.bar(steps, f"{run['architecture']} on {run['dataset']}", "batch") as bar:
        for epoch in range(1, settings["epochs"] + 1):
            order = torch.randperm(count, generator=generator, device=device)
            offsets = placement.draw_offsets(count, run["placement"], garments.windows.shape[1:3], generator)
            total = torch.zeros((), device=device)
            for batch in order.split(settings["batch_size"]):
                frames = placement.place(garments.windows, batch, offsets[batch])  # (B, F, F)
                scores = network(placement.normalise(frames, **normalisation))  # (B, classes)
                loss = cross_entropy(scores, garments.labels[batch])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                total += loss.detach() * len(batch)
                bar.update()
            yield row(epoch, total.item() / count)


def write_history(history, file):
    """Write the rows of `fit` to a CSV file."""
    pd.DataFrame(history).to_csv(file, index=False, lineterminator="\n")


def write_record(network, run, history, device, file):
    """Write what a run was trained with to a JSON file: its settings, its network, the machine."""
    record = run | {
        "parameters": sum(parameter.numel() for parameter in network.parameters()),
        "operators": networks.operators(network, run["frame"]),
        "seconds": history[-1]["seconds"],
        "device": torch.cuda.get_device_name() if device.type == "cuda" else device.type,
        "threads": torch.get_num_threads(),
        "versions": {"python": platform.python_version()}
        | {package: version(package) for package in ("torch", "numpy", "safetensors")},
    }
    with open(file, "w", encoding="utf-8") as target:
        json.dump(record, target, indent=1)
