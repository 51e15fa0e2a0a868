"""The time of a training from the files of the garments on, and its accuracy at every offset, on the CPU."""

import logging
import time

import torch

from shiftlab.data import datasets
from shiftlab.jobs import progress
from shiftlab.networks import build, front_ends
from shiftlab.training import devices, evaluation, loop

log = logging.getLogger(__name__)

AT_ONCE = 500  # frames


def training(run, files, threads):
    """Train a run with a front end against the clock, then test it; return a mapping of JSON's types.

    run: mapping, as in loop.train. files: mapping from the keys of published.FILES to paths. threads: CPU
    threads. The clock starts before the files are read and stops when the network is trained; it includes
    placing and encoding the garments. It excludes importing PyTorch.
    Returns that of the run, and threads, torch (its version), seconds, test_garments (how many) and
    test_accuracy (in [0, 1], each test garment at one random offset).
    Raises UserError as loop.train does.
    """
    device = devices.prepare("cpu", threads)
    start = time.perf_counter()
    encodings = _encoded(run, files, "train", device)
    network, _ = loop.train(run, encodings)
    seconds = time.perf_counter() - start
    test = _encoded(run, files, "test", device)
    answers = evaluation.log_probabilities(network[1:], test)
    _, accuracy = evaluation.loss_and_accuracy(answers, test.labels)
    log.info("%.1f s, test accuracy %.2f %%", seconds, 100 * accuracy)
    return run | {
        "threads": threads,
        "torch": torch.__version__,
        "seconds": round(seconds, 2),
        "test_garments": len(test.labels),
        "test_accuracy": accuracy,
    }


@torch.no_grad()
def offsets(run, files, threads):
    """Compare the features of each test garment at every offset, bit for bit; return a mapping.

    run: mapping with architecture, options, frame, garment, classes and normalisation. The others as in
    `training`. Returns, of JSON's types, offsets (how many there are), test_garments (how many), and
    changed_garments: how many of them have other features at some offset than at the first one.
    """
    device = devices.prepare("cpu", threads)
    front_end, garments = _front_end(run, device), datasets.load_part(files, "test", run, device)
    every, everywhere = torch.arange(len(garments.labels)), garments.every_offset()
    changed = 0
    log.info("%d garments at %d offsets each", len(every), len(everywhere))
    with progress.Bar(len(everywhere) * len(every), "frame") as bar:
        for part in every.split(AT_ONCE):
            first, other = None, torch.zeros(len(part), dtype=torch.bool)
            for offset in everywhere:
                frames = garments.at(offset.expand(len(part), 2), run["normalisation"], part)
                (inputs,) = frames.batches(torch.arange(len(part)), len(part))
                features = front_end(inputs).flatten(1)  # (B, K)
                first = features if first is None else first
                other |= (features != first).any(dim=1)
                bar.update(len(part))
            changed += int(other.sum())
    return {"offsets": len(everywhere), "test_garments": len(every), "changed_garments": changed}


def _encoded(run, files, part, device):
    """Return the Encodings of the training or test garments, each at an offset drawn with the run's seed."""
    garments = datasets.load_part(files, part, run, device)
    drawn = garments.draw_offsets(run["placement"], torch.Generator(device).manual_seed(run["seed"]))
    placed = garments.at(drawn, run["normalisation"])
    return front_ends.Encodings(front_ends.encode(_front_end(run, device), placed), garments.labels)


def _front_end(run, device):
    facts = (run[key] for key in ("architecture", "frame", "garment", "options"))
    return build.front_end(*facts).to(device)
