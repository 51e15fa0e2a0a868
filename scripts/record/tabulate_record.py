"""Rule tabulate_record: the seconds and the accuracy of each record, over its seeds."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.record import table
    from shiftlab.tables import files

    records = table.tabulate(snakemake.input.trainings, snakemake.input.offsets)
    files.write(records, snakemake.output.csv, snakemake.output.tex)
