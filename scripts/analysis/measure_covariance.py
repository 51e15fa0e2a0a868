"""Rule measure_covariance: the covariance of a dataset's pixels, and how striped its eigenvectors are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import covariance
    from shiftlab.data import datasets

    given, params = snakemake.input, snakemake.params
    garments, _ = datasets.read(given.images, given.labels, params.classes, params.training_garments)
    np.savez(snakemake.output[0], **covariance.measure(garments, params.frame, params.placement))
