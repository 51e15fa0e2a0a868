"""Rules plot_transfer and plot_robustness: every network on each dataset on which it is tested."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import style, tested_on
    from shiftlab.tables import files

    style.save(tested_on.draw(files.read(snakemake.input[0])), snakemake.output)
