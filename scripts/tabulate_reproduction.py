"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

import pandas as pd

from shiftlab import jobs, tables

with jobs.logged(snakemake.log[0]):
    notebook, history = (pd.read_csv(file) for file in (snakemake.input.notebook, snakemake.input.history))
    tables.write(tables.reproduction(notebook, history), snakemake.output.csv, snakemake.output.tex)
