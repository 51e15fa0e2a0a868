"""Rule measure_covariance: the covariance of a dataset's pixels, and how striped its eigenvectors are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import covariance
    from shiftlab.data import idx

    garments = idx.read(snakemake.input.images)
    arrays = covariance.measure(garments, snakemake.params.frame, snakemake.params.placement)
    np.savez(snakemake.output[0], **arrays)
