"""Rule plot_class_maps: how well a run recognises the garments of each class at each offset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import class_maps, style

    with np.load(snakemake.input[0]) as measured:
        figure = class_maps.draw(measured["class_maps"], snakemake.params.classes, snakemake.params.title)
    style.save(figure, snakemake.output)
