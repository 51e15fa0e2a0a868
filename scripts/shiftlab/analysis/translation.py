"""What a network predicts for a garment at every offset of its frame: nothing is sampled."""

import logging

import torch

from shiftlab.data import datasets
from shiftlab.jobs import progress
from shiftlab.networks import build
from shiftlab.training import evaluation

log = logging.getLogger(__name__)

SHOWN = 25  # garments of each class, at most, whose probabilities are kept for the handout
STEPS = 255  # of a probability stored as uint8


def translation_map(network, garments, chosen, normalisation):
    """Return what a network predicts for chosen garments at each of the R x C offsets, as arrays by name.

    garments: datasets.Garments. chosen: int64 (M,), which of them, on their device. normalisation: mapping
    with mean and std. R, C: numbers of offsets down and across, 29 x 29 for 28x28 garments in a frame of 56.

    garments int64 (M,): as chosen. labels int64 (M,). predicted uint8 (M, R, C): the class at each offset.
    shown bool (M,): the S garments, at most SHOWN of each class, with probabilities uint8 (S, R, C, classes),
    in steps of 1 / STEPS.
    """
    shown = torch.isin(chosen, datasets.choose(garments.labels, SHOWN)).cpu()
    predicted, probabilities = predict_everywhere(network, garments, chosen, shown, normalisation)
    return {
        "garments": chosen.cpu().numpy(),
        "labels": garments.labels[chosen].cpu().numpy(),
        "predicted": predicted.numpy(),
        "shown": shown.numpy(),
        "probabilities": probabilities.numpy(),
    }


def predict_everywhere(network, garments, chosen, shown, normalisation):
    """Return the arrays predicted and probabilities of `translation_map` as tensors on the CPU.

    shown: bool (M,). The other arguments as there. The predictions of a network with a front end do not
    depend on the offset: they are computed at the first.
    """
    rows, columns = garments.windows.shape[1:3]
    device = garments.labels.device
    offsets = torch.cartesian_prod(torch.arange(rows, device=device), torch.arange(columns, device=device))
    if build.has_front_end(network):
        offsets = offsets[:1]
    predicted = torch.empty(len(chosen), rows * columns, dtype=torch.uint8, device=device)
    probabilities = []
    log.info("%d garments at %d offsets each", len(chosen), rows * columns)
    with progress.Bar(len(chosen), "garment") as bar:
        for number, garment in enumerate(chosen):
            index = garment.expand(len(offsets))
            answers = evaluation.log_probabilities(network, garments.at(offsets, normalisation, index))
            predicted[number] = answers.argmax(dim=1)  # (R*C, classes) -> (R*C,); of one offset, for all
            if shown[number]:
                shares = (answers.exp() * STEPS).round().byte()
                probabilities.append(shares.expand(rows * columns, -1))
            bar.update()
    kept = torch.stack(probabilities)  # (S, R*C, classes)
    return tuple(answers.unflatten(1, (rows, columns)).cpu() for answers in (predicted, kept))
