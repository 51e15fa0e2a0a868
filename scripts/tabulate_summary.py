"""Rule tabulate_summary: the mean over the seeds, with its 95 % interval, of what the other tables hold."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    summary = tables.summary([pd.read_csv(file) for file in snakemake.input])
    tables.write(summary, snakemake.output.csv, snakemake.output.tex)
