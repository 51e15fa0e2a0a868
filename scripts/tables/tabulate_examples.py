"""Rule tabulate_examples: accuracy by the number of training garments."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import examples, files

    params, output = snakemake.params, snakemake.output
    rows = map(examples.row, params.runs, params.garments, params.passes, snakemake.input)
    table = examples.with_needs(pd.DataFrame(rows))
    files.write(table, output.csv, output.tex, left_out=examples.LEFT_OUT)
