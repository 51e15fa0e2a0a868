"""Rule plot_output_weights: the last layer of a run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import output_weights, style
    from shiftlab.networks import weights

    weight, bias = weights.of_output(snakemake.input.weights, snakemake.input.record)
    figure = output_weights.draw(weight, bias, snakemake.params.classes, snakemake.params.title)
    style.save(figure, snakemake.output)
