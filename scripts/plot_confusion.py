"""Rule plot_confusion: the confusion matrix of a run, in frames and in percent."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    import numpy as np

    from shiftlab.figures import confusion, style

    with np.load(snakemake.input.predictions) as predictions:
        classes, title = snakemake.params.classes, snakemake.params.title
        predicted = predictions["log_probabilities"].argmax(axis=1)
        matrix = confusion.counts(predictions["labels"], predicted, len(classes))
        style.save(confusion.draw(matrix, classes, title, rates=False), snakemake.output.counts)
        style.save(confusion.draw(matrix, classes, title, rates=True), snakemake.output.rates)
