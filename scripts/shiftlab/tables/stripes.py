"""The stripes table: how striped frame-sized weights are, compared with the controls."""

import numpy as np

# Columns that do not fit on a page, which shows the best 4 and 16 atoms.
LEFT_OUT = ["neurons", *(f"cosine_{count}" for count in range(1, 33) if count not in (4, 16))]


def rows(run, stripes):
    """Return a run's rows: one for each operator that sees the frame and each kind of weights.

    run: its experiment.labels.identity. stripes: path of its stripes.npz.
    A row is a mapping: the run, operator, weights (trained, untrained or noise), neurons (their number), and
    pair_share and cosine_1 to cosine_32, the shares of energy of analysis.spectra, averaged over the neurons.
    """
    found = []
    with np.load(stripes) as arrays:
        for name in arrays:
            if name.endswith("/pair_share"):
                operator, kind, _ = name.rsplit("/", 2)
                cosines = arrays[f"{operator}/{kind}/cosine_shares"].mean(axis=0)
                found.append(
                    run
                    | {"operator": operator, "weights": kind, "neurons": len(arrays[name])}
                    | {"pair_share": float(arrays[name].mean())}
                    | {f"cosine_{count}": float(share) for count, share in enumerate(cosines, start=1)}
                )
    return found
