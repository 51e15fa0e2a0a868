"""Rule plot_surprise: how garments, moved by a pixel, are further from themselves than from others."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import style, surprise

    params = snakemake.params
    with np.load(snakemake.input.test) as test, np.load(snakemake.input.distances) as distances:
        figure = surprise.draw(test, distances, params.classes, params.noun)
    style.save(figure, snakemake.output)
