"""Rule tabulate_transfer: a row for every run and every dataset that it is tested on."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    found = map(rows.transfer_row, snakemake.params.pairs, snakemake.input)
    rows.write(pd.DataFrame(found), snakemake.output.csv, snakemake.output.tex)
