"""Rules plot_transfer and plot_robustness: every network on each dataset on which it is tested."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import style, tested_on
    from shiftlab.tables import files

    colours = style.colours(snakemake.params.networks)
    style.save(tested_on.draw(files.read(snakemake.input[0]), colours), snakemake.output)
