"""Rule plot_examples: accuracy by the number of training garments."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import examples, style
    from shiftlab.tables import files

    colours = style.colours(snakemake.params.networks)
    style.save(examples.draw(files.read(snakemake.input[0]), colours), snakemake.output)
