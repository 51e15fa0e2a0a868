"""Rule plot_translation: how well every network does at each offset, by distance, and by period."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.analysis import invariance
    from shiftlab.figures import accuracy_by_distance, ripple, style, translation_maps

    answers, maps = [], []
    for run, file in zip(snakemake.params.runs, snakemake.input):
        with np.load(file) as arrays:
            answers.append((run, arrays["predicted"], arrays["labels"]))
        maps.append((run, invariance.accuracy_map(*answers[-1][1:])))
    style.save(translation_maps.draw(answers), snakemake.output.maps)
    style.save(accuracy_by_distance.draw(maps), snakemake.output.by_distance)
    style.save(ripple.draw(maps), snakemake.output.ripple)
