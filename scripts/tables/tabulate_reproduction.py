"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    histories = dict(zip(snakemake.params.seeds, map(pd.read_csv, snakemake.input.histories)))
    table = rows.reproduction(pd.read_csv(snakemake.input.notebook), histories)
    rows.write(table, snakemake.output.csv, snakemake.output.tex)
