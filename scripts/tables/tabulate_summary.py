"""Rule tabulate_summary: the mean over the seeds, with its 95 % interval, of what the other tables hold."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.tables import files, summary

    table = summary.of_tables(map(files.read, snakemake.input))
    files.write(table, snakemake.output.csv, snakemake.output.tex, left_out=summary.LEFT_OUT)
