"""Rule plot_transfer: every network trained on one dataset and tested on each."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import pandas as pd

    from shiftlab.figures import style, transfer

    style.save(transfer.draw(pd.read_csv(snakemake.input[0])), snakemake.output)
