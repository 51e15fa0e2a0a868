"""Rule plot_samples: a few garments of each class of a dataset."""

import numpy as np

from shiftlab import jobs
from shiftlab.figures import samples, style

with jobs.logged(snakemake.log[0]), np.load(snakemake.input.test) as test:
    figure = samples.draw(test, snakemake.params.frame, snakemake.params.classes)
    style.save(figure, snakemake.output)
