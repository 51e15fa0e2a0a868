"""Rule tabulate_translation: how well each run recognises garments wherever they are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, translation

    rows = map(translation.row, snakemake.params.runs, snakemake.input)
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex, left_out=translation.LEFT_OUT)
