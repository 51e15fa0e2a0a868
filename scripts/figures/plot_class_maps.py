"""Rule plot_class_maps: how well a run recognises the garments of each class at each offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.analysis import invariance
    from shiftlab.figures import class_maps, style

    classes, title = snakemake.params.classes, snakemake.params.title
    with np.load(snakemake.input[0]) as arrays:
        accuracies = invariance.class_maps(arrays["predicted"], arrays["labels"], len(classes))
    style.save(class_maps.draw(accuracies, classes, title), snakemake.output)
