"""Rule plot_kernels: the kernels of every convolution of a run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import kernels, style
    from shiftlab.networks import weights

    found = weights.of_convolutions(snakemake.input.weights, snakemake.input.record)
    style.save(kernels.draw(found), snakemake.output)
