"""Rule choose_garments: those that a reader of the handout may drag, an easy and a hard one of each class."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np
    import pandas as pd

    from shiftlab.handout import live_figure

    shares = []
    for file in snakemake.input:
        with np.load(file) as arrays:
            shown = arrays["shown"]
            garments, labels, predicted = (
                arrays[name][shown] for name in ("garments", "labels", "predicted")
            )
        shares.append((predicted == labels[:, None, None]).mean(axis=(1, 2)))
    rows = [
        (garments[index], labels[index], kind) for index, kind in live_figure.choose(labels, np.array(shares))
    ]
    table = pd.DataFrame(rows, columns=["garment", "label", "kind"])
    table.to_csv(snakemake.output[0], index=False, lineterminator="\n")
