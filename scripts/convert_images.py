"""Rule convert_images: a folder of images as the four IDX files of a source."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    from shiftlab import images

    images.convert(
        snakemake.input,
        snakemake.params.garment,
        snakemake.params.test_share,
        snakemake.params.split_seed,
        dict(snakemake.output.items()),
    )
