"""Rule plot_learning_curves: the learning curves of all runs."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import learning_curves, style
    from shiftlab.tables import histories

    read = [(run, histories.read(file)) for run, file in zip(snakemake.params.runs, snakemake.input)]
    colours = style.colours(snakemake.params.networks)
    style.save(learning_curves.draw(read, colours), snakemake.output)
