"""The stripes table: how striped frame-sized weights are, compared with the controls."""

import numpy as np

from shiftlab.analysis import spectra
from shiftlab.tables import statistics

# Columns for which a page has no room.
LEFT_OUT = ["neurons", *(f"cosine_{count}" for count in range(1, spectra.ATOMS + 1))]


def rows(run, stripes, covariance):
    """Return a run's rows: one for each operator that sees the frame, kind of weights, and region.

    run: its experiment.labels.identity. stripes: path of its stripes.npz. covariance: path of its dataset's
    covariance.npz; the eigenvectors in it, if any, are compared with each operator.
    A row is a mapping: the run, operator, weights (trained, untrained, noise or eigenvectors), region (frame
    or middle), neurons (their number, or that of the eigenvectors), pair_share and cosine_1 to cosine_32, the
    shares of energy of analysis.spectra, averaged over the neurons, and pair_share_interval: half the width
    of that mean's 95 % interval over the neurons, nan of one neuron.
    """
    found = []
    with np.load(stripes) as measured, np.load(covariance) as eigenvectors:
        for operator in [name.removesuffix("/weights") for name in measured if name.endswith("/weights")]:
            sources = {kind: (measured, f"{operator}/{kind}/") for kind in ("trained", "untrained", "noise")}
            if len(eigenvectors["eigenvectors"]):
                sources["eigenvectors"] = eigenvectors, ""
            for kind, (arrays, prefix) in sources.items():
                for region in spectra.REGIONS:
                    names = {"operator": operator, "weights": kind, "region": region}
                    found.append(run | names | _means(arrays, prefix + region))
    return found


def _means(arrays, name):
    """Return the means over the neurons of what spectra.measure returned, under `name`."""
    shares = arrays[f"{name}/pair_share"]
    mean, low, _ = statistics.mean_and_interval(shares)
    cosines = enumerate(arrays[f"{name}/cosine_shares"].mean(axis=0), start=1)
    return {
        "neurons": len(shares),
        "pair_share": float(mean),
        "pair_share_interval": float(mean - low),
        **{f"cosine_{count}": float(share) for count, share in cosines},
    }
