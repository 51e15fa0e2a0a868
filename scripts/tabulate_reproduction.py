"""Rule tabulate_reproduction: the notebook's learning curve beside ours."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import pandas as pd

    from shiftlab import tables

    notebook, history = (pd.read_csv(file) for file in (snakemake.input.notebook, snakemake.input.history))
    tables.write(tables.reproduction(notebook, history), snakemake.output.csv, snakemake.output.tex)
