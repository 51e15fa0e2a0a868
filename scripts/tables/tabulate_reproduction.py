"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, histories, reproduction

    ours = dict(zip(snakemake.params.seeds, map(histories.read, snakemake.input.histories)))
    table = reproduction.compare(pd.read_csv(snakemake.input.notebook), ours)
    files.write(table, snakemake.output.csv, snakemake.output.tex)
