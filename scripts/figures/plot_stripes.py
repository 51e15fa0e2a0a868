"""Rule plot_stripes: how striped the weights of a run are that lie on the frame, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import stripes, style

    measured = {}
    for dataset, file in zip(snakemake.params.datasets, snakemake.input):
        with np.load(file) as arrays:
            measured[dataset] = dict(arrays)
    style.save(stripes.draw(measured, snakemake.params.title), snakemake.output)
