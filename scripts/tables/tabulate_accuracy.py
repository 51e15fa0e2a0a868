"""Rule tabulate_accuracy: a row for every run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    found = map(rows.accuracy_row, snakemake.input.training, snakemake.input.predictions)
    rows.write(pd.DataFrame(found), snakemake.output.csv, snakemake.output.tex)
