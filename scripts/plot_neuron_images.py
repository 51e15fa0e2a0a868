"""Rule plot_neuron_images: the image that most excites each hidden neuron of a run."""

import numpy as np

from shiftlab import jobs
from shiftlab.figures import neuron_images, style

with jobs.logged(snakemake.log[0]), np.load(snakemake.input.images) as images:
    neurons = {name.removeprefix("neurons/"): images[name] for name in images if name.startswith("neurons/")}
    style.save(neuron_images.draw(neurons), snakemake.output)
