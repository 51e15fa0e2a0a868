"""Rule plot_stripes: how striped the weights of a run are that lie on the frame, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.figures import stripes, style

    measured = dict(zip(snakemake.params.datasets, map(np.load, snakemake.input)))
    style.save(stripes.draw(measured, snakemake.params.title), snakemake.output)
