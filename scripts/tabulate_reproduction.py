"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    histories = dict(zip(snakemake.params.seeds, map(pd.read_csv, snakemake.input.histories)))
    table = tables.reproduction(pd.read_csv(snakemake.input.notebook), histories)
    tables.write(table, snakemake.output.csv, snakemake.output.tex)
