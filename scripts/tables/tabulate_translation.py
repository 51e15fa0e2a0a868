"""Rule tabulate_translation: how well each run recognises garments wherever they stand."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    found = map(rows.translation_row, snakemake.params.runs, snakemake.input)
    rows.write(pd.DataFrame(found), snakemake.output.csv, snakemake.output.tex)
