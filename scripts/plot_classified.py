"""Rule plot_classified: test frames with what a run takes them for."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.figures import classified, style

    with np.load(snakemake.input.test) as test:
        with np.load(snakemake.input.predictions) as predictions:
            predicted = predictions["log_probabilities"].argmax(axis=1)
        figure = classified.draw(test, predicted, snakemake.params.frame, snakemake.params.classes)
        style.save(figure, snakemake.output)
