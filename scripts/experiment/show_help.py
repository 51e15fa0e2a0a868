"""Rule help: the targets that one may name."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0]):
    print(*snakemake.params.lines, sep="\n")
