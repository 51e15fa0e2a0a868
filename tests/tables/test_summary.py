import pandas as pd
import pytest

from shiftlab.tables import summary


def test_a_summary_is_the_mean_over_seeds_of_each_network():
    accuracy = pd.DataFrame(
        {
            "dataset": ["a", "a", "b", "b"],
            "architecture": ["net"] * 4,
            "seed": [1, 2, 1, 2],
            "parameters": [5] * 4,
            "test_accuracy": [0.5, 0.7, 0.2, 0.2],
        }
    )
    transfer = pd.DataFrame(
        {
            "trained_on": ["a", "a"],
            "tested_on": ["b", "b"],
            "architecture": ["net"] * 2,
            "seed": [1, 2],
            "accuracy": [0.1, 0.3],
        }
    )
    stripes = transfer.rename(columns={"trained_on": "dataset", "accuracy": "pair_share"})
    stripes = stripes.drop(columns="tested_on").assign(operator="fc1", weights="noise", region="middle")
    stripes["pair_share_interval"] = 0.01
    eigenvectors = stripes.assign(weights="eigenvectors")  # which are the same for all seeds
    table = summary.of_tables([accuracy, transfer, pd.concat([stripes, eigenvectors])])
    assert table.iloc[:, :5].values.tolist() == [
        ["a", "net", "test_accuracy", 2, pytest.approx(0.6)],
        ["b", "net", "test_accuracy", 2, pytest.approx(0.2)],
        ["a", "net", "accuracy (b)", 2, pytest.approx(0.2)],
        ["a", "net", "pair_share (fc1 noise middle)", 2, pytest.approx(0.2)],
    ]
    # Student's t of one degree of freedom: 12.706 standard errors, here of 0.1.
    assert table["low"][0] == pytest.approx(0.6 - 1.2706, abs=1e-3)
    assert table["high"][1] == pytest.approx(0.2)
    assert table["high"][3] == pytest.approx(0.2 + 1.2706, abs=1e-3)  # over the seeds, not the neurons
