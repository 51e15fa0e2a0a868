"""Rule plot_coefficients: the scattering coefficients of a garment, and of variants."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.figures import coefficients, style

    with np.load(snakemake.input[0]) as arrays:
        figure = coefficients.draw(
            *(arrays[name] for name in ("frames", "coefficients", "changes", "stretch")),
            sizes=arrays["spectra"].shape[:2],
        )
    style.save(figure, snakemake.output)
