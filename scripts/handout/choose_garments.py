"""Rule choose_garments: those that a reader of the handout may drag, an easy and a hard one of each class."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.handout import live_opening

    table = live_opening.choose_from(snakemake.input)
    table.to_csv(snakemake.output[0], index=False, lineterminator="\n")
