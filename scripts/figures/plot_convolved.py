"""Rule plot_convolved: what wavelets make of a garment at two offsets."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import convolved, style

    with np.load(snakemake.input[0]) as arrays:
        figure = convolved.draw(arrays["wavelets"], arrays["frames"][:2], arrays["responses"])
    style.save(figure, snakemake.output)
