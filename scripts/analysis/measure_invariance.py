"""Rule measure_invariance: the translation map of a run, reduced to what figures and tables need of it."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.analysis import invariance

    with np.load(snakemake.input.translation) as arrays:
        mapped, tested = dict(arrays), None
    if "measured" in mapped:  # an invariant network
        with np.load(snakemake.input.predictions) as arrays:
            tested = arrays["labels"], arrays["log_probabilities"].argmax(axis=1)
    np.savez(snakemake.output[0], **invariance.measure(mapped, snakemake.params.classes, tested))
