"""Rule plot_neuron_images: the image that most excites each hidden neuron of a run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import neuron_images, style
    from shiftlab.networks import weights

    on_frame = weights.of_frame(snakemake.input.weights, snakemake.input.record)

    with np.load(snakemake.input.images) as images:
        neurons = {
            name.removeprefix("neurons/"): images[name] for name in images if name.startswith("neurons/")
        }
        style.save(neuron_images.draw(neurons, on_frame), snakemake.output)
