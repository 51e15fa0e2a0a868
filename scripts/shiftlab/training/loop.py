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

from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError
from shiftlab.networks import build, operators
from shiftlab.training import allocator, devices, evaluation

log = logging.getLogger(__name__)


def train(run, garments, test, checkpoint=None):
    """Build the network of a run and train it; return (network, history).

    run: mapping with dataset, frame, placement, classes (their number), architecture, options, seed,
    training (learning_rate, momentum, batch_size, epochs, precision) and normalisation (mean, std).
    garments: the training datasets.Garments. test: (Garments, frozen offsets). Or front_ends.Encodings in the
    place of both, of the network's front end: then only what is behind it is computed.
    checkpoint: a checkpoints.Checkpoint, to go on from and to keep after every epoch.
    history: one row per epoch, row 0 before training. A row is a mapping: epoch, seconds (of training, those
    before an interruption included), train_loss (mean cross-entropy in nats of the epoch's frames as they
    were met; nan in row 0), test_loss (nats), test_accuracy (in [0, 1]).
    Raises UserError when a loss is no longer a finite number.
    """
    settings, device = run["training"], garments.labels.device
    network, optimiser = begin(run, device)
    generator = torch.Generator(device).manual_seed(run["seed"])  # the order and the offsets
    trained = network
    if build.has_front_end(network):
        network.standardise.fit(garments.features)
        trained = network[1:]  # (N, features) -> (N, classes); it shares the network's parameters
    history = []
    kept = checkpoint.load() if checkpoint else None
    if kept:
        tensors, history = kept
        _restore(tensors, network, optimiser, generator)
        log.info("goes on after epoch %d, from %s", history[-1]["epoch"], checkpoint.file)
    start = time.perf_counter() - (history[-1]["seconds"] if history else 0)
    batches = math.ceil(len(garments.labels) / settings["batch_size"])
    description = f"{run['architecture']} on {run['dataset']}"
    with progress.bar(settings["epochs"] * batches, description, "batch") as bar:
        bar.update(max(len(history) - 1, 0) * batches)
        for epoch in range(len(history), settings["epochs"] + 1):
            train_loss = train_epoch(trained, optimiser, generator, run, garments, bar) if epoch else math.nan
            history.append(_row(epoch, start, train_loss, trained, run, test))
            if checkpoint and epoch:
                checkpoint.save(_state(network, optimiser, generator), history)
    return network, history


def untrained(run):
    """Return the network of a run as it is before training, on the CPU; sets torch's global seed."""
    torch.manual_seed(run["seed"])  # the initial weights, then dropout
    return build.build(run["architecture"], run["frame"], run["classes"], run["options"])


def begin(run, device):
    """Return the network of a run before training, on `device`, and its optimiser; seeds like `untrained`."""
    network = untrained(run)
    # Channels last halves the time of a convolution on a CPU and costs other networks nothing.
    network.to(device, memory_format=torch.channels_last)
    return network, sgd(network, run["training"])


def sgd(network, settings):
    """Return stochastic gradient descent on a network, with the learning_rate and momentum of `settings`."""
    return torch.optim.SGD(network.parameters(), lr=settings["learning_rate"], momentum=settings["momentum"])


def train_epoch(network, optimiser, generator, run, garments, bar):
    """Train `network` in place on every garment once; return the mean loss in nats of the frames as met.

    generator: a torch.Generator on the garments' device, for their order and offsets. bar: a progress.bar,
    moved on by one for every batch. The others as in `train`.
    """
    count, device = len(garments.labels), garments.labels.device
    network.train()
    allocator.limit_kept()
    order = torch.randperm(count, generator=generator, device=device)
    offsets = garments.draw_offsets(run["placement"], generator)
    size, precision = run["training"]["batch_size"], run["training"]["precision"]
    batches = garments.batches(order, offsets[order], size, run["normalisation"])
    total = torch.zeros((), device=device)
    for labels in garments.labels[order].split(size):
        # No name for a batch: the next one takes its place, which is still in the caches.
        total += step(network, optimiser, next(batches), labels, precision) * len(labels)
        bar.update()
    allocator.limit_kept()
    return total.item() / count


def step(network, optimiser, inputs, labels, precision):
    """Take one step of gradient descent on a batch; return its mean loss in nats, a tensor without gradient.

    inputs: what `network` takes, (B, ...). labels: int64 (B,). precision: as in devices.arithmetic.
    """
    with devices.arithmetic(precision, labels.device):
        scores = network(inputs)  # (B, classes)
    loss = cross_entropy(scores.float(), labels)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    return loss.detach()


def _row(epoch, start, train_loss, network, run, test):
    """Judge the network on the test frames; return and log the epoch's row of the history."""
    answers = evaluation.log_probabilities(network, *test, run["normalisation"])
    test_loss, accuracy = evaluation.loss_and_accuracy(answers, test[0].labels)
    if epoch and not math.isfinite(train_loss + test_loss):
        raise UserError(
            f"{run['architecture']} on {run['dataset']}, epoch {epoch}: the loss is no longer a finite "
            f"number; try a training.learning_rate below {run['training']['learning_rate']}"
        )
    seconds = round(time.perf_counter() - start, 2)
    log.info(
        "epoch %d: %.1f s, test loss %.4f, test accuracy %.2f %%", epoch, seconds, test_loss, 100 * accuracy
    )
    return {
        "epoch": epoch,
        "seconds": seconds,
        "train_loss": train_loss,
        "test_loss": test_loss,
        "test_accuracy": accuracy,
    }


def _state(network, optimiser, generator):
    """Return everything that changes in training, as a mapping from names to tensors."""
    state = {f"network.{name}": tensor for name, tensor in build.tensors(network).items()}
    for name, parameter in network.named_parameters():
        momentum = optimiser.state[parameter].get("momentum_buffer")
        if momentum is not None:
            state[f"momentum.{name}"] = momentum.contiguous()
    state["order"] = generator.get_state()
    for name, global_generator in _global_generators(generator.device).items():
        state[name] = global_generator.get_rng_state()
    return state


def _restore(state, network, optimiser, generator):
    """Put everything back in place that `_state` took."""
    prefix = "network."
    network.load_state_dict(
        {name.removeprefix(prefix): tensor for name, tensor in state.items() if name.startswith(prefix)}
    )
    for name, parameter in network.named_parameters():
        if f"momentum.{name}" in state:
            # On the parameter's device and in its memory layout, as training would have made it.
            momentum = torch.empty_like(parameter, requires_grad=False).copy_(state[f"momentum.{name}"])
            optimiser.state[parameter]["momentum_buffer"] = momentum
    generator.set_state(state["order"])
    for name, global_generator in _global_generators(generator.device).items():
        global_generator.set_rng_state(state[name])


def _global_generators(device):
    """Return the modules of torch with the generators that layers draw from, dropout for one."""
    modules = {"random": torch}
    if device.type != "cpu":
        modules[f"random.{device.type}"] = getattr(torch, device.type)
    return modules


def write_history(history, file):
    """Write the rows of `train` to a CSV file."""
    pd.DataFrame(history).to_csv(file, index=False, lineterminator="\n")


def write_record(network, run, history, encoding_seconds, device, file):
    """Write what a run was trained with to a JSON file: its settings, its network, the machine.

    encoding_seconds: what encoding the garments took, 0 for a network without a front end.
    """
    record = run | {
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
    with open(file, "w", encoding="utf-8") as target:
        json.dump(record, target, indent=1)
