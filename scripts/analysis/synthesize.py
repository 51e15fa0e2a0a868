"""Rule synthesize: the images that a trained network wants to see, with their numbers."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    import numpy as np

    from shiftlab.analysis import synthesis
    from shiftlab.networks import build
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.threads)
    network, run = build.load(snakemake.input.weights, snakemake.input.training, device)
    images, numbers = synthesis.synthesize(
        network, run, snakemake.params.classes, device, snakemake.params.synthesis
    )
    np.savez(snakemake.output.images, **images)
    with open(snakemake.output.numbers, "w", encoding="utf-8") as file:
        json.dump(numbers, file, indent=1)
