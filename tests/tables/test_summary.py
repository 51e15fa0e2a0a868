import pandas as pd
import pytest

from shiftlab.tables import summary


def table(dataset, **columns):
    names = {"network": "Net", "trained_on": dataset, "dataset": dataset, "architecture": "net"}
    return pd.DataFrame(names | columns)


def test_a_summary_is_the_mean_over_seeds_of_each_network():
    columns = {"seed": [1, 2], "parameters": 5}
    accuracy = pd.concat(
        [table("a", **columns, test_accuracy=[0.5, 0.7]), table("b", **columns, test_accuracy=[0.2, 0.2])]
    )
    transfer = table("a", tested_on="b", seed=[1, 2], accuracy=[0.1, 0.3])
    stripes = table("a", operator="fc1", weights="noise", region="middle", seed=[1, 2], pair_share=[0.1, 0.3])
    stripes["pair_share_interval"] = 0.01
    eigenvectors = stripes.assign(weights="eigenvectors")  # which are the same for all seeds
    found = summary.of_tables([accuracy, transfer, pd.concat([stripes, eigenvectors])])
    assert found.drop(columns="interval").values.tolist() == [
        ["Net", "a", "a", "net", "test_accuracy", 2, pytest.approx(0.6)],
        ["Net", "b", "b", "net", "test_accuracy", 2, pytest.approx(0.2)],
        ["Net", "a", "a", "net", "accuracy (b)", 2, pytest.approx(0.2)],
        ["Net", "a", "a", "net", "pair_share (fc1, noise, middle)", 2, pytest.approx(0.2)],
    ]
    # Student's t of one degree of freedom: 12.706 standard errors, here of 0.1.
    # Of the stripes, over the seeds and not over the neurons.
    assert found["interval"].tolist() == pytest.approx([1.2706, 0, 1.2706, 1.2706], abs=1e-3)


def test_one_seed_has_the_interval_of_the_test_sample():
    one = table("a", seed=[1], test_accuracy=[0.6], test_accuracy_interval=[0.1])
    ((_, _, seeds, interval),) = summary.over_seeds(one, ["test_accuracy"])
    assert seeds == 1 and interval == pytest.approx((0.6, 0.5, 0.7))
    several = table("a", seed=[1, 2], test_accuracy=[0.6, 0.6], test_accuracy_interval=0.05)
    ((_, _, seeds, interval),) = summary.over_seeds(several, ["test_accuracy"])
    assert seeds == 2 and interval == pytest.approx((0.6, 0.6, 0.6))  # chance of the seeds alone
