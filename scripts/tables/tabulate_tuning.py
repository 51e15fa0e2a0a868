"""Rule tabulate_tuning: how well each setting does on training garments that were held out."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.tables import files, tuning

    params = snakemake.params
    table = tuning.tabulate(snakemake.input, params.varied, params.configured, params.labels)
    files.write(table, snakemake.output.csv, snakemake.output.tex, left_out=tuning.LEFT_OUT)
