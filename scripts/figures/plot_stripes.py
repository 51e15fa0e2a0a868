"""Rule plot_stripes: how striped the weights of a run are that lie on the frame, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import stripes, style

    def read(files):
        """Return the arrays of a file for each dataset."""
        arrays = {}
        for dataset, path in zip(snakemake.params.datasets, files):
            with np.load(path) as file:
                arrays[dataset] = dict(file)
        return arrays

    measured, eigenvectors = read(snakemake.input.stripes), read(snakemake.input.covariances)
    style.save(stripes.draw(measured, eigenvectors, snakemake.params.title), snakemake.output)
