"""Rule evaluate: what a trained network says of the test frames."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.data import datasets
    from shiftlab.networks import build, front_ends
    from shiftlab.training import devices, evaluation

    device = devices.prepare(snakemake.params.device, snakemake.threads)
    network, run = build.load(snakemake.input.weights, snakemake.input.training, device)
    if hasattr(snakemake.input, "encodings"):
        garments, offsets = front_ends.load_test(snakemake.input.encodings, device)
        network = network[1:]  # all that is behind the front end
    else:
        garments, offsets = datasets.load_test(snakemake.input.test, run["frame"], device)
    answers = evaluation.log_probabilities(network, garments, offsets, run["normalisation"])
    np.savez(
        snakemake.output[0],
        log_probabilities=answers.cpu().numpy(),
        labels=garments.labels.cpu().numpy(),
    )
