"""Rule plot_transfer: every network trained on one dataset and tested on each."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import style, transfer
    from shiftlab.tables import files

    style.save(transfer.draw(files.read(snakemake.input[0])), snakemake.output)
