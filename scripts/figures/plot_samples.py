"""Rule plot_samples: a few garments of each class of a dataset."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import samples, style

    with np.load(snakemake.input.test) as test:
        figure = samples.draw(test, snakemake.params.classes)
        style.save(figure, snakemake.output)
