import numpy as np
import pytest

from shiftlab.analysis import oscillation

OFFSETS = np.arange(29)
HILL = 0.8 - ((OFFSETS[:, None] - 14) ** 2 + (OFFSETS - 12) ** 2) / 2000


def wave(period, height):
    return height * np.cos(2 * np.pi * OFFSETS / period)


@pytest.mark.parametrize("period", [3, 4, 5, 8])
def test_a_ripple_is_found_on_a_hill(period):
    """With its share of the variance, where there is a moving average; the hill itself, curved, has none."""
    rippled = HILL + wave(period, 0.02)
    deviation, share = oscillation.ripple(rippled, period)
    inside = slice(period // 2, 29 - period // 2)
    expected = wave(period, 0.02)[inside].var() / rippled[inside, inside].var()
    assert share == pytest.approx(expected, rel=1e-6)
    assert deviation == pytest.approx(np.tile(wave(period, 0.02)[:period], (period, 1)))
    assert oscillation.ripple(HILL, period)[1] < 1e-20


def test_the_ratio_says_how_far_a_ripple_stands_out():
    def ratio(accuracies):
        return oscillation.ripple_ratio(oscillation.ripple_shares(accuracies))

    noise = np.random.default_rng(0).normal(0, 0.001, (29, 29))
    assert ratio(HILL + noise + wave(4, 0.02)) > 20
    assert 0.2 < ratio(HILL + noise) < 5
    assert ratio(HILL + noise + wave(3, 0.02)) < 0.5
    assert np.isnan(ratio(np.ones((29, 29))))


def test_a_map_of_one_period_is_that_period_alone():
    checks = wave(4, 0.1)[:, None] * wave(4, 1)
    assert oscillation.ripple(checks, 4)[1] == pytest.approx(1)
    assert oscillation.ripple(checks, 3)[1] < 0.05
    assert oscillation.ripple(np.full((29, 29), 0.5), 4)[1] == 0


def test_a_map_too_small_for_a_period_has_no_ripple_to_measure(recwarn):
    deviation, share = oscillation.ripple(np.random.default_rng(0).random((11, 29)), 4)
    assert np.isnan(share) and np.isnan(deviation).all()
    assert np.isnan(oscillation.by_phase(np.ones((1, 1)), 2)).sum() == 3
    assert not recwarn.list


def test_phases_are_means_by_offset_modulo_the_period():
    accuracies = np.random.default_rng(0).random((29, 29))
    own = [accuracies[row, column] for row in OFFSETS[3::4] for column in OFFSETS[1::4]]
    assert oscillation.by_phase(accuracies, 4)[3, 1] == pytest.approx(np.mean(own))
