import pytest
import torch

from shiftlab.training import schedule


def rates(name, steps):
    settings = {"learning_rate": 0.3, "schedule": name}
    return [schedule.learning_rate(settings, step, steps) for step in range(steps)]


def test_a_constant_rate_is_the_configured_one_at_every_step():
    assert rates("constant", 7) == [0.3] * 7


def test_a_linear_rate_rises_for_a_tenth_of_the_steps_and_reaches_zero_after_the_last():
    assert rates("linear", 10) == pytest.approx([0.3 * share / 10 for share in range(10, 0, -1)])
    found = torch.tensor([*rates("linear", 25), 0], dtype=torch.float64)
    assert found[:3].tolist() == pytest.approx([0.1, 0.2, 0.3])  # 2.5 steps, rounded up
    torch.testing.assert_close(found[2:].diff(), torch.full((23,), -0.3 / 23, dtype=torch.float64))


@pytest.mark.parametrize("name", ["constant", "linear"])
def test_a_single_step_has_the_configured_rate(name):
    assert rates(name, 1) == [0.3]
