"""Rule plot_predictions: what a run takes test frames for: confusion matrices, and some of the frames."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import numpy as np

    from shiftlab.analysis.confusion import counts
    from shiftlab.figures import classified, confusion, style

    classes, title = snakemake.params.classes, snakemake.params.title
    with np.load(snakemake.input.predictions) as predictions:
        labels, predicted = predictions["labels"], predictions["log_probabilities"].argmax(axis=1)
    matrix = counts(labels, predicted, len(classes))
    style.save(confusion.draw(matrix, classes, title, rates=False), snakemake.output.counts)
    style.save(confusion.draw(matrix, classes, title, rates=True), snakemake.output.rates)
    with np.load(snakemake.input.test) as test:
        figure = classified.draw(test, predicted, classes)
        style.save(figure, snakemake.output.classified)
