"""Rule archive: the whole build in one zip, to keep, to cite, and to go on from."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    from shiftlab.archive import packing
    from shiftlab.handout import provenance

    params = snakemake.params
    packing.pack(snakemake.output[0], params.config, provenance.of(params.folder, snakemake.input.costs))
