import pandas as pd

from shiftlab.tables import reproduction


def test_reproduction_compares_the_epochs_that_both_have():
    notebook = pd.DataFrame({"epoch": [0, 1, 2], "loss": [2.3, 1.0, 0.9], "correct": [1000, 6000, 7000]})
    history = pd.DataFrame({"epoch": [0, 1], "test_loss": [2.4, 1.1], "test_accuracy": [0.11, 0.61]})
    table = reproduction.compare(notebook, {7: history, 8: history[:1]})
    assert table.values.tolist() == [
        [7, 0, 2.3, 2.4, 0.1, 0.11],
        [7, 1, 1.0, 1.1, 0.6, 0.61],
        [8, 0, 2.3, 2.4, 0.1, 0.11],
    ]
