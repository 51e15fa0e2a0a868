"""Rule tabulate_transfer: a row for every run and every dataset that it is tested on."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    rows = map(tables.transfer_row, snakemake.params.pairs, snakemake.input)
    tables.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
