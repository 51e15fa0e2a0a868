"""Rule measure_equivariance: how far the features of a run are from moving along with a garment."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import pandas as pd

    from shiftlab.analysis import equivariance
    from shiftlab.data import datasets
    from shiftlab.networks import trained
    from shiftlab.training import devices

    device = devices.prepare(snakemake.params.device, snakemake.params.threads)
    network, run = trained.load(snakemake.input.weights, snakemake.input.record, device)
    garments = datasets.load_test(snakemake.input.test, run["frame"], device)
    rows = equivariance.measure(network, run["operators"], garments, run["normalisation"])
    pd.DataFrame(rows).to_csv(snakemake.output[0], index=False, lineterminator="\n")
