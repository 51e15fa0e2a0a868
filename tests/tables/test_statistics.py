import numpy as np
import pytest
import scipy.stats

from shiftlab.tables import statistics


def test_the_interval_is_student_s():
    values = np.random.default_rng(0).normal(size=(5, 3))
    mean, low, high = statistics.mean_and_interval(values)
    for column in range(3):
        expected = scipy.stats.ttest_1samp(values[:, column], 0).confidence_interval(0.95)
        assert (low[column], high[column]) == pytest.approx((expected.low, expected.high))
        assert mean[column] == pytest.approx(values[:, column].mean())


def test_one_seed_has_no_interval():
    mean, low, high = statistics.mean_and_interval([[0.5, 0.7]])
    assert mean.tolist() == [0.5, 0.7] and np.isnan([low, high]).all()


def half(values):
    mean, low, _ = statistics.mean_and_interval(values)
    return mean, mean - low


@pytest.mark.parametrize("counts", [(2, 3), (3, 100), (40, 100)])
def test_a_mean_that_exceeds_another_differs_from_it_in_welch_s_test(counts):
    """And not the other way round, as the interval is at least as wide; for large samples it is as wide."""
    first, second = (
        np.random.default_rng(count).normal(size=count) * scale for count, scale in zip(counts, (1, 3))
    )
    first, second = first - first.mean(), second - second.mean()
    welch = scipy.stats.ttest_ind(first, second, equal_var=False).confidence_interval(0.95).high
    nearest = np.hypot(half(first)[1], half(second)[1])
    assert nearest >= welch
    assert counts != (40, 100) or nearest == pytest.approx(welch, rel=0.02)
    assert statistics.exceeds(*half(first + 1.01 * nearest), *half(second))
    assert not statistics.exceeds(*half(first + 0.99 * nearest), *half(second))
    assert not statistics.exceeds(*half(second), *half(first + 1.01 * nearest))


def test_no_difference_can_be_told_without_an_interval():
    assert not statistics.exceeds(0.9, np.nan, 0.1, 0.01) and not statistics.exceeds(0.9, 0.01, 0.1, np.nan)
    assert statistics.exceeds(0.9, 0.01, 0.1, 0)
