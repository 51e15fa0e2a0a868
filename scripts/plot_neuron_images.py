"""Rule plot_neuron_images: the image that most excites each hidden neuron of a run."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.figures import neuron_images, style

    with np.load(snakemake.input.images) as images:
        neurons = {
            name.removeprefix("neurons/"): images[name] for name in images if name.startswith("neurons/")
        }
        style.save(neuron_images.draw(neurons), snakemake.output)
