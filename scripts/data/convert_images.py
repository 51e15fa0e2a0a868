"""Rule convert_images: a folder of images as the four IDX files of a source."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    from shiftlab.data import image_folder

    image_folder.convert(
        snakemake.input,
        snakemake.params.garment,
        snakemake.params.test_share,
        snakemake.params.split_seed,
        dict(snakemake.output.items()),
    )
