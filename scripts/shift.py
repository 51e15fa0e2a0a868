"""Rule shift: the test garments of a dataset, with their frozen offsets."""

import numpy as np

from shiftlab import datasets, jobs

with jobs.logged(snakemake.log[0]):
    arrays = datasets.freeze_test(
        snakemake.input.images,
        snakemake.input.labels,
        snakemake.params.classes,
        snakemake.params.frame,
        snakemake.params.placement,
    )
    np.savez(snakemake.output[0], **arrays)
