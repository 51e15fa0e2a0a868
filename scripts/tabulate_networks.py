"""Rule tabulate_networks: what each run costs, and how well it does wherever a garment stands."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    rows = map(tables.networks_row, snakemake.input.training, snakemake.input.translation)
    tables.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
