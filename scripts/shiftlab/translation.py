"""What a network says of a garment at every offset of its frame: nothing is sampled."""

import logging

import torch

from shiftlab import evaluation, networks, progress

log = logging.getLogger(__name__)


def predict_everywhere(network, garments, chosen, normalisation):
    """Return the predicted class of each chosen garment at each offset: uint8 (M, R, C), on the CPU.

    garments: datasets.Garments. chosen: int64 (M,), which of them, on their device. normalisation: mapping
    with mean and std. R, C: number of offsets down and across, 29 x 29 for 28x28 garments in a frame of 56.
    A network with a front end says the same at every offset, and is asked at the first.
    """
    rows, columns = garments.windows.shape[1:3]
    device = garments.labels.device
    offsets = torch.cartesian_prod(torch.arange(rows, device=device), torch.arange(columns, device=device))
    if networks.has_front_end(network):
        offsets = offsets[:1]
    predicted = torch.empty(len(chosen), rows * columns, dtype=torch.uint8, device=device)
    with progress.bar(len(chosen), "translation map", "garment") as bar:
        for number, garment in enumerate(chosen):
            index = garment.expand(len(offsets))
            answers = evaluation.log_probabilities(network, garments, offsets, normalisation, index)
            predicted[number] = answers.argmax(dim=1)  # (R*C, classes) -> (R*C,); of one offset, for all
            bar.update()
            if 10 * (number + 1) // len(chosen) > 10 * number // len(chosen):
                log.info("%d of %d garments at %d offsets each", number + 1, len(chosen), rows * columns)
    return predicted.unflatten(1, (rows, columns)).cpu()
