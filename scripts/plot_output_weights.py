"""Rule plot_output_weights: the last layer of a run."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    from shiftlab import weights
    from shiftlab.figures import output_weights, style

    weight, bias = weights.of_output(snakemake.input.weights, snakemake.input.training)
    figure = output_weights.draw(weight, bias, snakemake.params.classes, snakemake.params.title)
    style.save(figure, snakemake.output)
