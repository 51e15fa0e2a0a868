"""Rule download: the four IDX files of a source, checked."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    from shiftlab import sources

    ways = sources.ways(snakemake.params.kind, snakemake.params.folder)
    sources.fetch(dict(snakemake.output.items()), snakemake.params.sha256, ways)
