"""Rule map_translation: what a run predicts for chosen test garments at every offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import translation
    from shiftlab.data import datasets
    from shiftlab.networks import trained
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.params.threads)
    network, run = trained.load(snakemake.input.weights, snakemake.input.record, device)
    garments, _ = datasets.load_test(snakemake.input.test, run["frame"], device)
    chosen = datasets.choose(garments.labels, snakemake.params.images_per_class)
    arrays = translation.translation_map(network, garments, chosen, run["normalisation"])
    np.savez(snakemake.output[0], **arrays)
