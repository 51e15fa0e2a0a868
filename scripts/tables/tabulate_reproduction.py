"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, reproduction

    histories = dict(zip(snakemake.params.seeds, map(pd.read_csv, snakemake.input.histories)))
    table = reproduction.compare(pd.read_csv(snakemake.input.notebook), histories)
    files.write(table, snakemake.output.csv, snakemake.output.tex)
