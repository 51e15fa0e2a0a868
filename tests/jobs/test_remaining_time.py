import pytest

from shiftlab.jobs.remaining_time import RemainingTime

KINDS = {
    "train A": ("train", "CNN"),
    "train B": ("train", "CNN"),
    "train C": ("train", "perceptron"),
    "draw A": ("draw", "CNN"),
    "draw B": ("draw", "CNN"),
}


def plan(*pending, **earlier):
    return RemainingTime(
        KINDS, pending, {name.replace("_", " "): seconds for name, seconds in earlier.items()}
    )


def test_a_job_takes_as_long_as_last_time():
    build = plan("train A", "draw A", train_A=100, draw_A=5)
    build.begin("train A", 1000)
    assert build.estimate(1010) == (95, True)


def test_one_that_never_ran_takes_as_long_as_others_of_its_kind():
    build = plan("train B", "draw A", train_A=100, train_C=1, draw_A=5)
    build.begin("train B", 1000)
    assert build.estimate(1000) == (105, True)


def test_this_build_counts_more_than_earlier_ones():
    """After a change, such as of the number of epochs, or on a busier machine."""
    build = plan("train A", "train B", train_A=100, train_B=100)
    build.begin("train A", 1000)
    assert build.end("train A", 1300) == 300
    assert build.estimate(1300) == (300, True)


def test_without_one_of_its_kind_it_is_a_guess_from_its_rule():
    build = plan("train A", "train C", "draw A")
    build.begin("train C", 1000)
    assert build.estimate(1000) is None
    build.end("train C", 1010)
    assert build.estimate(1010) == (10, False)  # nothing is known of the figure


def test_jobs_side_by_side_take_less():
    build = plan("train A", "draw A", "draw B", "train B", train_A=100, train_B=100, draw_A=50, draw_B=50)
    for job in ("train A", "draw A"):
        build.begin(job, 1000)
    build.end("draw A", 1050)
    build.begin("draw B", 1050)
    # 50 + 50 + 100 seconds of work are left, of which two are done at a time.
    assert build.estimate(1050) == (100, True)


def test_the_rest_takes_as_long_as_the_longest_job():
    build = plan("train A", "draw A", train_A=100, draw_A=100)
    for job in ("train A", "draw A"):
        build.begin(job, 1000)
    build.end("draw A", 1020)
    assert build.estimate(1020) == (80, True)


def test_a_job_that_failed_is_still_to_be_done():
    build = plan("train A", train_A=100)
    build.begin("train A", 1000)
    assert build.end("train A", 1090, done=False) == 90
    assert build.estimate(1090) == (100, True)
    build.begin("train A", 1100)
    seconds, _ = build.estimate(1150)
    assert seconds == pytest.approx(50)
