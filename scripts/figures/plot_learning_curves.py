"""Rule plot_learning_curves: the learning curves of all runs."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import pandas as pd

    from shiftlab.figures import learning_curves, style

    histories = [(run, pd.read_csv(file)) for run, file in zip(snakemake.params.runs, snakemake.input)]
    colours = style.colours(snakemake.params.networks)
    style.save(learning_curves.draw(histories, colours), snakemake.output)
