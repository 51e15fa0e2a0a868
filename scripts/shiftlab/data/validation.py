"""The training garments that are held out to choose settings, so that the test set plays no part in it."""

import torch

from shiftlab.jobs.errors import UserError

# Of the split and of the offsets: all settings of all networks are judged on the same frames.
SEED = 0
ONE_IN = 6  # of 60,000 training garments, 10,000 are held out


def split(labels):
    """Split training garments, with a fixed seed, into those to train on and those held out.

    labels: int64 (N,). Of each class, one garment in ONE_IN is held out, rounded down.
    Returns (trained on, held out): int64 (K,) and (N-K,), indices in order, on the CPU.
    Raises UserError if a class has fewer than ONE_IN garments.
    """
    labels = labels.cpu()
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(SEED))
    held_out = torch.zeros(len(labels), dtype=torch.bool)
    for label in labels.unique():
        of_class = order[labels[order] == label]
        if len(of_class) < ONE_IN:
            raise UserError(
                f"tuning: class {label} has {len(of_class)} training garments; one in {ONE_IN} is held out, "
                f"so it needs at least {ONE_IN}"
            )
        held_out[of_class[: len(of_class) // ONE_IN]] = True
    return (~held_out).nonzero().flatten(), held_out.nonzero().flatten()


def frames(garments, placement, normalisation):
    """Return held-out garments, frames.Placed at offsets drawn by `placement` with a fixed seed.

    garments: frames.Garments. normalisation: mapping with mean and std.
    """
    # Drawn on the CPU, so that the offsets are the same on every device.
    offsets = garments.draw_offsets(placement, torch.Generator().manual_seed(SEED))
    device = garments.labels.device
    generator = torch.Generator(device).manual_seed(SEED)  # of the background
    return garments.at(offsets.to(device), normalisation, generator=generator)
