"""Rule plot_controls: the same classes and neurons of a run, synthesized under each control."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab.figures import controls, style

    numbers = json.loads(Path(snakemake.input.numbers).read_text(encoding="utf-8"))["controls"]
    with np.load(snakemake.input.images) as images:
        style.save(controls.draw(images["controls"], numbers), snakemake.output)
