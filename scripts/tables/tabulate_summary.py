"""Rule tabulate_summary: the mean over the seeds, with its 95 % interval, of what the other tables hold."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    summary = rows.summary([pd.read_csv(file) for file in snakemake.input])
    rows.write(summary, snakemake.output.csv, snakemake.output.tex)
