"""Rule shift: the test garments of a dataset, with their frozen offsets."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.data import datasets

    arrays = datasets.freeze_test(
        snakemake.input.images,
        snakemake.input.labels,
        snakemake.params.classes,
        snakemake.params.frame,
        snakemake.params.placement,
        snakemake.params.background,
        snakemake.input.get("training_images"),
    )
    np.savez(snakemake.output[0], **arrays)
