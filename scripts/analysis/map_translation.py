"""Rule map_translation: what a run says of chosen test garments at every offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np
    import torch

    from shiftlab.analysis import translation
    from shiftlab.data import datasets
    from shiftlab.networks import build
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.threads)
    network, run = build.load(snakemake.input.weights, snakemake.input.training, device)
    garments, _ = datasets.load_test(snakemake.input.test, run["frame"], device)
    chosen = datasets.choose(garments.labels, snakemake.params.images_per_class)
    shown = torch.isin(chosen, datasets.choose(garments.labels, translation.SHOWN))
    predicted, probabilities = translation.ask_everywhere(
        network, garments, chosen, shown, run["normalisation"]
    )
    np.savez(
        snakemake.output[0],
        garments=chosen.cpu().numpy(),
        labels=garments.labels[chosen].cpu().numpy(),
        predicted=predicted.numpy(),
        shown=shown.cpu().numpy(),
        probabilities=probabilities.numpy(),
    )
