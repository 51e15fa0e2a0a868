"""Rule measure_distances: how far garments are from themselves, moved, and from their nearest neighbour."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import distances

    with np.load(snakemake.input.test) as test:
        np.savez(snakemake.output[0], **distances.measure(test["garments"]))
