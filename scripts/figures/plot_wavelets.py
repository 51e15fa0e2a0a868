"""Rule plot_wavelets: the wavelets of a scattering, in space and as spectra."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import style, wavelets

    with np.load(snakemake.input[0]) as arrays:
        figure = wavelets.draw(*(arrays[name] for name in ("wavelets", "spectra", "littlewood_paley")))
    style.save(figure, snakemake.output)
