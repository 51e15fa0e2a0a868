"""Rule plot_synthesis: the image that a run takes most surely for each class; images under each control."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab.figures import class_images, controls, style

    numbers = json.loads(Path(snakemake.input.numbers).read_text(encoding="utf-8"))
    with np.load(snakemake.input.images) as images:
        style.save(class_images.draw(images["classes"], numbers["classes"]), snakemake.output.classes)
        style.save(controls.draw(images["controls"], numbers["controls"]), snakemake.output.controls)
