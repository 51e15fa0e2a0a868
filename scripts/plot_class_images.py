"""Rule plot_class_images: the image that a run takes most surely for each class."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab.figures import class_images, style

    with np.load(snakemake.input.images) as images:
        numbers = json.loads(Path(snakemake.input.numbers).read_text(encoding="utf-8"))
        style.save(class_images.draw(images["classes"], numbers["classes"]), snakemake.output)
