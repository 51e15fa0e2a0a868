"""Rule plot_translation: the accuracy of every network at each offset, by distance, and by period."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.analysis import invariance
    from shiftlab.figures import accuracy_by_distance, ripple, style, translation_maps

    maps, measures = [], []
    for run, file in zip(snakemake.params.runs, snakemake.input):
        with np.load(file) as measured:
            maps.append((run, measured["accuracy_map"]))
            measures.append((run, invariance.measures(measured)))
    style.save(translation_maps.draw(maps, measures), snakemake.output.maps)
    colours = style.colours(snakemake.params.networks)
    style.save(accuracy_by_distance.draw(maps, colours), snakemake.output.by_distance)
    style.save(ripple.draw(maps, colours), snakemake.output.ripple)
