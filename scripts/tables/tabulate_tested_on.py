"""Rules tabulate_transfer and tabulate_robustness: a row for every run and every dataset to test it on."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, tested_on

    rows = [tested_on.row(*test, file) for test, file in zip(snakemake.params.tests, snakemake.input)]
    table, output = pd.DataFrame(rows), snakemake.output
    files.write(table, output.csv, output.tex, left_out=tested_on.LEFT_OUT)
