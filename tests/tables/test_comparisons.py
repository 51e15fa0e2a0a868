import numpy as np
import pytest
import scipy.stats

from shiftlab.tables import comparisons
from tests.tables.conftest import RUN


def right(seed, share, count=2000):
    return np.random.default_rng(seed).random(count) < share


def test_of_one_seed_garments_are_paired():
    """Networks that fail on the same garments are told apart by few of them."""
    worse = right(0, 0.8)
    better = worse.copy()
    better[np.flatnonzero(~worse)[:30]] = True
    difference, interval = comparisons.difference_of(better[None], worse[None])
    assert difference == pytest.approx(30 / 2000) and interval < difference
    found = scipy.stats.ttest_rel(better.astype(float), worse.astype(float))
    assert interval == pytest.approx(2 * difference / found.statistic)
    difference, interval = comparisons.difference_of(np.roll(better, 7)[None], worse[None])
    assert difference == pytest.approx(30 / 2000) and interval > difference  # on other garments


def test_several_seeds_are_paired():
    one = np.stack([right(seed, share) for seed, share in enumerate((0.5, 0.6, 0.7))])
    other = one.copy()
    other[:, :20] = False
    difference, interval = comparisons.difference_of(one, other)
    differences = one.mean(axis=1) - other.mean(axis=1)
    expected = scipy.stats.ttest_1samp(differences, 0).confidence_interval(0.95)
    assert difference == pytest.approx(differences.mean())
    assert interval == pytest.approx(differences.mean() - expected.low)


def test_networks_are_compared_where_the_test_garments_are_the_same():
    others = [RUN | {"architecture": name, "network": name.upper()} for name in "ab"]
    runs = [RUN, RUN | {"seed": 4}, *(run | {"seed": seed} for run in others for seed in (3, 4))]
    answers = [right(number, 0.5, count=50) for number in range(6)]
    table = comparisons.table(runs, answers, ["one"] * 4 + ["two"] * 2)
    (row,) = table.to_dict("records")
    assert (row["architecture"], row["other_architecture"], row["seeds"]) == ("net", "a", 2)
    assert (row["network"], row["other_network"], row["other_trained_on"]) == ("Net", "A", "shifted")
    expected = np.mean([answers[0].mean() - answers[2].mean(), answers[1].mean() - answers[3].mean()])
    assert row["difference"] == pytest.approx(expected)
    assert comparisons.table(runs[:2], answers[:2], ["one"] * 2).empty
