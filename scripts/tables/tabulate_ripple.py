"""Rule tabulate_ripple: how the accuracy of each run ripples with the offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    table = pd.DataFrame(map(rows.ripple_row, snakemake.params.runs, snakemake.input))
    means = [column for column in table if column.startswith("mean_")]
    rows.write(table, snakemake.output.csv, snakemake.output.tex, left_out=means)
