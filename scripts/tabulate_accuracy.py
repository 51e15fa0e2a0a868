"""Rule tabulate_accuracy: a row for every run."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    rows = map(tables.accuracy_row, snakemake.input.training, snakemake.input.predictions)
    tables.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
