"""Rule tabulate_transfer: a row for every run and every dataset on which it is tested."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, transfer

    rows = [transfer.row(*pair, file) for pair, file in zip(snakemake.params.transfers, snakemake.input)]
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
