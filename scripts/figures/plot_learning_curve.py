"""Rule plot_learning_curve: the learning curve of a run."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import pandas as pd

    from shiftlab.figures import learning_curve, style
    from shiftlab.tables import histories

    notebook = snakemake.input.get("notebook")
    figure = learning_curve.draw(
        histories.read(snakemake.input.history),
        snakemake.params.title,
        pd.read_csv(notebook) if notebook else None,
    )
    style.save(figure, snakemake.output)
