"""Rule tabulate_accuracy: a row for every run."""

import pandas as pd

from shiftlab import jobs, tables

with jobs.logged(snakemake.log[0]):
    rows = map(tables.accuracy_row, snakemake.input.training, snakemake.input.predictions)
    tables.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
