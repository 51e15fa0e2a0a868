"""Rule plot_translation_maps: how well every network recognises garments at each offset."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.figures import style, translation_maps

    answers = []
    for run, file in zip(snakemake.params.runs, snakemake.input):
        with np.load(file) as arrays:
            answers.append((run, arrays["predicted"], arrays["labels"]))
    style.save(translation_maps.draw(answers), snakemake.output)
