"""Rule tabulate_accuracy: a row for every run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import accuracy, files

    rows = map(accuracy.row, snakemake.params.runs, snakemake.input.records, snakemake.input.measures)
    table, output = pd.DataFrame(rows), snakemake.output
    files.write(table, output.csv, output.tex, left_out=accuracy.LEFT_OUT)
