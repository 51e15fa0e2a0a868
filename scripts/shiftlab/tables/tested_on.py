"""The transfer and robustness tables: every run tested on every dataset with the same frame and classes."""

from shiftlab.tables import statistics

# The column that does not fit on a page.
LEFT_OUT = ["accuracy_interval"]


def row(run, tested_on, measures):
    """Return a row: the run, tested_on, accuracy (in [0, 1]) and accuracy_interval, two standard
    errors over the test garments.

    run: its experiment.labels.identity. tested_on: a dataset, as readers see it. measures: path of its
    predictions/*.json.
    """
    accuracy, interval = statistics.accuracy(measures)
    return run | {"tested_on": tested_on, "accuracy": accuracy, "accuracy_interval": interval}
