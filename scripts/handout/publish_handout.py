"""Rule publish_handout: the draft, once it is whole, in the place of the last handout."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import shutil

    for kind, published in snakemake.output.items():
        shutil.copyfile(snakemake.input[kind], published)
