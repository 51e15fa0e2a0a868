"""Rule plot_kernels: the kernels of every convolution of a run."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    from shiftlab import weights
    from shiftlab.figures import kernels, style

    found = weights.of_convolutions(snakemake.input.weights, snakemake.input.training)
    style.save(kernels.draw(found), snakemake.output)
