"""Rule download: the four IDX files of a source, checked."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    from shiftlab import sources

    sources.fetch(dict(snakemake.output.items()), snakemake.params.sha256, snakemake.params.folder)
