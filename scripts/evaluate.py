"""Rule evaluate: what a trained network says of the test frames."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab import datasets, devices, evaluation, front_ends, networks

    device = devices.prepare(snakemake.params.device, snakemake.threads)
    network, run = networks.load(snakemake.input.weights, snakemake.input.training, device)
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
