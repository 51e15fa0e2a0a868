"""Rule synthesize: the preferred images of a trained network, with what they reach."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    import numpy as np

    from shiftlab.analysis import synthesis
    from shiftlab.networks import trained
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.params.threads)
    network, run = trained.load(snakemake.input.weights, snakemake.input.record, device)
    images, record = synthesis.synthesize(network, run, device, snakemake.params.synthesis)
    np.savez(snakemake.output.images, **images)
    with open(snakemake.output.record, "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
