"""What a network predicts for a garment at every offset of its frame: nothing is sampled."""

import logging
import math

import torch

from shiftlab.analysis import scanning
from shiftlab.data import datasets
from shiftlab.jobs import progress
from shiftlab.training import evaluation

log = logging.getLogger(__name__)

SHOWN = 25  # garments of each class, at most, whose probabilities are kept for the handout
STEPS = 255  # of a probability stored as uint8
MEASURED = 20  # garments, at least, on which the invariance of an invariant network is measured


def translation_map(network, garments, chosen, normalisation):
    """Return what a network predicts for chosen garments at each of the R x C offsets, as arrays by name.

    garments: frames.Garments. chosen: int64 (M,), which of them, on their device. normalisation: mapping
    with mean and std. R, C: numbers of offsets down and across, 29 x 29 for 28x28 garments in a frame of 56.

    garments int64 (M,): as chosen. labels int64 (M,). predicted uint8 (M, R, C): the class at each offset.
    shown bool (M,): the S garments, at most SHOWN of each class, with probabilities uint8 (S, R, C, classes),
    in steps of 1 / STEPS.
    """
    shown, (rows, columns) = _shown(garments, chosen), garments.windows.shape[1:3]
    predicted, probabilities = [], []
    for number, answers in enumerate(_scanned(network, garments, chosen, normalisation)):
        predicted.append(answers.argmax(dim=1).byte())  # (R C, classes) -> (R C,)
        if shown[number]:
            probabilities.append(_rounded(answers.exp()))
    predicted, probabilities = torch.stack(predicted), torch.stack(probabilities)  # (M, R C), (S, R C, ...)
    return _described(garments, chosen, shown) | {
        "predicted": predicted.unflatten(1, (rows, columns)).cpu().numpy(),
        "probabilities": probabilities.unflatten(1, (rows, columns)).cpu().numpy(),
    }


def invariant_map(network, garments, chosen, normalisation):
    """Return the arrays of `translation_map` for a network whose answers do not depend on the offset.

    By construction, its answer at the first offset holds at all of them. This is measured on MEASURED
    garments or a few more, as many of each class, which pass through the whole network at every offset:
    measured int64 (K,), those garments. changes float64 (K,): the largest change of a probability from one
    offset to another. measured_predicted uint8 (K, R, C): the class at each offset.
    """
    shown, (rows, columns) = _shown(garments, chosen), garments.windows.shape[1:3]
    first = torch.zeros(len(chosen), 2, dtype=torch.int64, device=chosen.device)
    answers = evaluation.log_probabilities(network, garments.at(first, normalisation, chosen))
    predicted = answers.argmax(dim=1).byte()[:, None, None].expand(-1, rows, columns)
    probabilities = _rounded(answers.exp())[shown.to(answers.device), None, None]
    of_chosen = garments.labels[chosen]
    per_class = math.ceil(MEASURED / len(of_chosen.unique()))
    measured = chosen[datasets.choose(of_chosen, per_class)]
    changes, everywhere = [], []
    for logs in _everywhere(network, garments, measured, normalisation):
        shares = logs.double().exp()  # (R C, classes)
        changes.append((shares.amax(dim=0) - shares.amin(dim=0)).max())
        everywhere.append(logs.argmax(dim=1).byte())
    return _described(garments, chosen, shown) | {
        "predicted": predicted.cpu().numpy(),
        "probabilities": probabilities.expand(-1, rows, columns, -1).cpu().numpy(),
        "measured": measured.cpu().numpy(),
        "changes": torch.stack(changes).cpu().numpy(),
        "measured_predicted": torch.stack(everywhere).unflatten(1, (rows, columns)).cpu().numpy(),
    }


def _scanned(network, garments, chosen, normalisation):
    """Yield what `_everywhere` does; where it can, compute once what frames have in common."""
    local, others = scanning.split(network)
    if garments.background or not len(local):  # each frame has noise or clutter of its own
        yield from _everywhere(network, garments, chosen, normalisation)
        return
    offsets = garments.every_offset()
    for garment in _each(chosen, offsets):
        scanned = scanning.scan(local, garments, garment, offsets, normalisation)
        yield evaluation.log_probabilities(others, scanned)


def _everywhere(network, garments, chosen, normalisation):
    """Yield the log-probabilities of each chosen garment at every offset: float32 (R C, classes)."""
    offsets = garments.every_offset()
    generator = torch.Generator(offsets.device).manual_seed(datasets.TEST_SEED)
    for garment in _each(chosen, offsets):
        frames = garments.at(offsets, normalisation, garment.expand(len(offsets)), generator)
        yield evaluation.log_probabilities(network, frames)


def _each(chosen, offsets):
    """Yield each chosen garment, and show the progress."""
    log.info("%d garments at %d offsets each", len(chosen), len(offsets))
    with progress.Bar(len(chosen), "garment") as bar:
        for garment in chosen:
            yield garment
            bar.update()


def _shown(garments, chosen):
    return torch.isin(chosen, datasets.choose(garments.labels, SHOWN)).cpu()


def _described(garments, chosen, shown):
    return {
        "garments": chosen.cpu().numpy(),
        "labels": garments.labels[chosen].cpu().numpy(),
        "shown": shown.numpy(),
    }


def _rounded(shares):
    return (shares * STEPS).round().byte()
