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
