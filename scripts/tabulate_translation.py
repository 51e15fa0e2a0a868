"""Rule tabulate_translation: how well each run recognises garments wherever they stand."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab import tables

    rows = map(tables.translation_row, snakemake.params.runs, snakemake.input)
    tables.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
