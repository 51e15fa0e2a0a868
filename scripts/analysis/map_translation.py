"""Rule map_translation: what a run predicts for chosen test garments at every offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import translation
    from shiftlab.data import datasets
    from shiftlab.networks import contract, trained
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.params.threads)
    network, run = trained.load(snakemake.input.weights, snakemake.input.record, device)
    background = run["background"]
    garments = datasets.load_test(snakemake.input.test, run["frame"], device, background)
    chosen = datasets.choose(garments.labels, snakemake.params.images_per_class)
    invariant = background == "black" and contract.is_invariant(run["architecture"])
    make = translation.invariant_map if invariant else translation.translation_map
    np.savez(snakemake.output[0], **make(network, garments, chosen, run["normalisation"]))
