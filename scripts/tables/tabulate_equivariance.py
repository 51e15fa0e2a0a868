"""Rule tabulate_equivariance: how far the features of each operator are from moving along with a garment."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import equivariance, files

    rows = [row for pair in zip(snakemake.params.runs, snakemake.input) for row in equivariance.rows(*pair)]
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex, equivariance.LEFT_OUT)
