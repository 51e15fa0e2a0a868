import pytest

from shiftlab.jobs import wording


@pytest.mark.parametrize(
    ("log", "name"),
    [
        ("results/logs/train/shifted/two_full/seed1.log", "train shifted/two_full/seed1"),
        ("results/logs/plot_learning_curves.log", "plot learning curves"),
        ("/elsewhere/logs/download/fashion_mnist.log", "download fashion_mnist"),
        ("log", "log"),
    ],
)
def test_a_job_is_named_after_its_log(log, name):
    assert wording.job_name(log) == name


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s"), (46.6, "47 s"), (99, "99 s"), (130, "2 min"), (5940, "99 min"), (12100, "3 h 22 min")],
)
def test_durations(seconds, text):
    assert wording.duration(seconds) == text


def test_lists():
    assert wording.listed(["a"], 3) == "a"
    assert wording.listed(["a", "b", "c"], 3) == "a, b and c"
    assert wording.listed(["a", "b", "c", "d", "e"], 3) == "a, b, c and 2 more"
