"""What a network says of a garment at every offset of its frame: nothing is sampled."""

import logging

import torch

from shiftlab.analysis import invariance
from shiftlab.jobs import progress
from shiftlab.networks import build
from shiftlab.training import evaluation

log = logging.getLogger(__name__)

SHOWN = 25  # garments of each class, at most, of which all probabilities are kept for the handout's page


def ask_everywhere(network, garments, chosen, shown, normalisation):
    """Return what a network says of chosen garments at each offset: (predicted, probabilities), on the CPU.

    garments: datasets.Garments. chosen: int64 (M,), which of them, on their device. shown: bool (M,), S of
    these, whose probabilities are kept. normalisation: mapping with mean and std.
    predicted: the class, uint8 (M, R, C). probabilities: of each class, uint8 (S, R, C, classes) in steps of
    1 / invariance.STEPS. R, C: number of offsets down and across, 29 x 29 for 28x28 garments in a frame of
    56. A network with a front end says the same at every offset, and is asked at the first.
    """
    rows, columns = garments.windows.shape[1:3]
    device = garments.labels.device
    offsets = torch.cartesian_prod(torch.arange(rows, device=device), torch.arange(columns, device=device))
    if build.has_front_end(network):
        offsets = offsets[:1]
    predicted = torch.empty(len(chosen), rows * columns, dtype=torch.uint8, device=device)
    probabilities = []
    with progress.bar(len(chosen), "translation map", "garment") as bar:
        for number, garment in enumerate(chosen):
            index = garment.expand(len(offsets))
            answers = evaluation.log_probabilities(network, garments, offsets, normalisation, index)
            predicted[number] = answers.argmax(dim=1)  # (R*C, classes) -> (R*C,); of one offset, for all
            if shown[number]:
                shares = (answers.exp() * invariance.STEPS).round().byte()
                probabilities.append(shares.expand(rows * columns, -1))
            bar.update()
            if 10 * (number + 1) // len(chosen) > 10 * number // len(chosen):
                log.info("%d of %d garments at %d offsets each", number + 1, len(chosen), rows * columns)
    kept = torch.stack(probabilities)  # (S, R*C, classes)
    return tuple(answers.unflatten(1, (rows, columns)).cpu() for answers in (predicted, kept))
