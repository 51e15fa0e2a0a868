"""Training one run: stochastic gradient descent on frames that are placed afresh in every epoch."""

import logging
import math
import time

import torch

from shiftlab.data.frames import Garments
from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError
from shiftlab.networks import build
from shiftlab.training import allocator, descent, evaluation, schedule, state

log = logging.getLogger(__name__)


def train(run, garments, test=None, checkpoint=None):
    """Build the network of a run and train it; return (network, history).

    run: mapping, see experiment.runs.settings.
    garments: the training frames.Garments. test: frames.Frozen, or None to train without tests. Or
    front_ends.Encodings instead of both: then only the head is computed.
    checkpoint: a checkpoints.Checkpoint, from which training resumes and which is saved after every epoch.
    history: one row per epoch, row 0 before training. A row is a mapping: epoch, seconds (of training, those
    before an interruption included), train_loss (mean cross-entropy in nats over the epoch, each frame
    before its step; nan in row 0) and, with a test, test_loss (nats), test_accuracy (in [0, 1]).
    Raises UserError when a loss is no longer a finite number.
    """
    settings, device = run["training"], garments.labels.device
    network = build.on_device(untrained(run), device)
    generator = torch.Generator(device).manual_seed(run["seed"])  # the order and the offsets
    trained = network
    if build.has_front_end(network):
        network.standardise.fit(garments.features)
        trained = network[1:]  # (N, features) -> (N, classes); it shares the network's parameters
    optimiser = descent.Descent(trained, settings)
    history = []
    kept = checkpoint.load() if checkpoint else None
    if kept:
        tensors, history = kept
        state.restore(tensors, network, optimiser, generator)
        log.info("resumes after epoch %d, from %s", history[-1]["epoch"], checkpoint.file)
    start = time.perf_counter() - (history[-1]["seconds"] if history else 0)
    batches = math.ceil(len(garments.labels) / settings["batch_size"]) * run["passes"]
    done = max(len(history) - 1, 0)
    with progress.Bar(settings["epochs"], "epoch", updates=batches, done=done) as bar:
        for epoch in range(len(history), settings["epochs"] + 1):
            train_loss = train_epoch(optimiser, generator, run, garments, epoch, bar) if epoch else math.nan
            history.append(_row(epoch, start, train_loss, trained, run, test))
            if checkpoint and epoch:
                checkpoint.save(state.take(network, optimiser, generator), history)
    return network, history


def untrained(run):
    """Return the network of a run as it is before training, on the CPU; sets torch's global seed."""
    torch.manual_seed(run["seed"])  # the initial weights, then dropout
    return build.network(*(run[key] for key in build.FACTS))


def train_epoch(optimiser, generator, run, garments, epoch, bar):
    """Train a network for an epoch; return the mean loss in nats before each step.

    An epoch goes through all garments, each time in another order and at other offsets, as often as the
    run's passes say. optimiser: the descent.Descent of the network. generator: a torch.Generator on the
    garments' device, for orders, offsets and backgrounds. epoch: its number, from 1, which decides the
    learning rate. bar: a progress.Bar, advanced by one for every batch. The others as in `train`.
    """
    optimiser.network.train()
    allocator.limit_kept()
    passes = range((epoch - 1) * run["passes"], epoch * run["passes"])
    losses = [_train_pass(optimiser, generator, run, garments, number, bar) for number in passes]
    allocator.limit_kept()
    return torch.stack(losses).mean().item()


def _train_pass(optimiser, generator, run, garments, number, bar):
    """Train on every garment once; return the mean loss, a tensor.

    number: of the pass, from 0, counted over all epochs. The others as in `train_epoch`.
    """
    settings, count, device = run["training"], len(garments.labels), garments.labels.device
    order = torch.randperm(count, generator=generator, device=device)
    frames = garments
    if isinstance(garments, Garments):  # encodings do not depend on the offset
        offsets = garments.draw_offsets(run["placement"], generator)
        frames = garments.at(offsets, run["normalisation"], generator=generator)
    size, steps = settings["batch_size"], math.ceil(count / settings["batch_size"])
    batches = frames.batches(order, size)
    total = torch.zeros((), device=device)
    every_step = steps * run["passes"] * settings["epochs"]
    for done, labels in enumerate(garments.labels[order].split(size), number * steps):
        optimiser.rate = schedule.learning_rate(settings, done, every_step)
        # The batch stays unbound so that the next one reuses its cached buffer.
        total += optimiser.step(next(batches), labels) * len(labels)
        bar.update()
    return total / count


def _row(epoch, start, train_loss, network, run, test):
    """Return and log the epoch's row of the history; evaluate the network on the test frames, if any."""
    row, said = {"train_loss": train_loss}, f"training loss {train_loss:.4f}"
    if test is not None:
        answers = evaluation.log_probabilities(network, test)
        row["test_loss"], row["test_accuracy"] = evaluation.loss_and_accuracy(answers, test.labels)
        said = f"test loss {row['test_loss']:.4f}, test accuracy {100 * row['test_accuracy']:.2f} %"
    if epoch and not all(map(math.isfinite, row.values())):
        raise UserError(
            f"{run['architecture']} on {run['dataset']}, epoch {epoch}: the loss is no longer a finite "
            f"number; try a training.learning_rate below {run['training']['learning_rate']}"
        )
    seconds = round(time.perf_counter() - start, 2)
    log.info("epoch %d of %d: %.1f s, %s", epoch, run["training"]["epochs"], seconds, said)
    return {"epoch": epoch, "seconds": seconds} | row
