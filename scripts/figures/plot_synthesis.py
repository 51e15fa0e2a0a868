"""Rule plot_synthesis: the most confident image of each class; images under each control."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab.figures import class_images, controls, style

    classes, output = snakemake.params.classes, snakemake.output
    record = json.loads(Path(snakemake.input.record).read_text(encoding="utf-8"))
    with np.load(snakemake.input.images) as images:
        style.save(class_images.draw(images["classes"], record["classes"], classes), output.classes)
        style.save(controls.draw(images["controls"], record["controls"], classes), output.controls)
