"""Rule tabulate_ripple: how the accuracy of each run ripples with the offset."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    table = pd.DataFrame(map(tables.ripple_row, snakemake.params.runs, snakemake.input))
    means = [column for column in table if column.startswith("mean_")]
    tables.write(table, snakemake.output.csv, snakemake.output.tex, left_out=means)
