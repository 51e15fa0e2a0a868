"""Rule tabulate_comparisons: the difference of each two networks, with its interval."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import numpy as np

    from shiftlab.tables import comparisons, files

    right = []
    for file in snakemake.input:
        with np.load(file) as arrays:
            right.append(arrays["log_probabilities"].argmax(axis=1) == arrays["labels"])
    table = comparisons.table(snakemake.params.runs, right, snakemake.params.sources)
    files.write(table, snakemake.output.csv, snakemake.output.tex, left_out=comparisons.LEFT_OUT)
