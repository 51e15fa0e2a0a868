"""Rule tabulate_ripple: how the accuracy of each run oscillates with the offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, ripple

    rows = map(ripple.row, snakemake.params.runs, snakemake.input)
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex, left_out=ripple.LEFT_OUT)
