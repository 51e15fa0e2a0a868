"""Rule tabulate_tuning: how well each setting does on training garments that were held out."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.tables import files, tuning

    table = tuning.tabulate(snakemake.input, snakemake.params.varied, snakemake.params.configured)
    files.write(table, snakemake.output.csv, snakemake.output.tex, left_out=tuning.LEFT_OUT)
