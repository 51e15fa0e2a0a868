"""Rule plot_kernels: the kernels of every convolution of a run."""

from shiftlab import jobs, weights
from shiftlab.figures import kernels, style

with jobs.logged(snakemake.log[0]):
    found = weights.of_convolutions(snakemake.input.weights, snakemake.input.training)
    style.save(kernels.draw(found), snakemake.output)
