"""Rule download: the four IDX files of a source, checked."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    from shiftlab.data import download

    origins = download.origins(snakemake.params.kind, snakemake.params.folder)
    download.fetch(dict(snakemake.output.items()), snakemake.params.sha256, origins)
