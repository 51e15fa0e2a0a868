"""The reproduction table: the notebook's learning curve next to ours."""

import pandas as pd


def compare(notebook, histories):
    """Compare runs with the notebook's, epoch by epoch. Returns a DataFrame of the epochs that both have.

    notebook: table with epoch, loss and correct (out of 10000). histories: table of a history.csv, by seed.
    Columns: seed, epoch, notebook_loss, loss (nats), notebook_accuracy, accuracy (in [0, 1]).
    """
    both = pd.concat(
        notebook.merge(history, on="epoch").assign(seed=seed) for seed, history in histories.items()
    )
    return pd.DataFrame(
        {
            "seed": both["seed"],
            "epoch": both["epoch"],
            "notebook_loss": both["loss"],
            "loss": both["test_loss"],
            "notebook_accuracy": both["correct"] / 10000,
            "accuracy": both["test_accuracy"],
        }
    )
