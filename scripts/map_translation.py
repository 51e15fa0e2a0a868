"""Rule map_translation: the class that a run predicts for chosen test garments at every offset."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab import datasets, devices, networks, translation

    device = devices.prepare(snakemake.params.device, snakemake.threads)
    network, run = networks.load(snakemake.input.weights, snakemake.input.training, device)
    garments, _ = datasets.load_test(snakemake.input.test, run["frame"], device)
    chosen = datasets.choose(garments.labels, snakemake.params.images_per_class)
    predicted = translation.predict_everywhere(network, garments, chosen, run["normalisation"])
    np.savez(
        snakemake.output[0],
        garments=chosen.cpu().numpy(),
        labels=garments.labels[chosen].cpu().numpy(),
        predicted=predicted.numpy(),
    )
