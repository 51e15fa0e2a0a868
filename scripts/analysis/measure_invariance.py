"""Rule measure_invariance: the translation map of a run, reduced to what figures and tables need of it."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import invariance

    with np.load(snakemake.input[0]) as arrays:
        names = ("garments", "labels", "predicted", "shown")
        measured = invariance.measure(*(arrays[name] for name in names), snakemake.params.classes)
    np.savez(snakemake.output[0], **measured)
