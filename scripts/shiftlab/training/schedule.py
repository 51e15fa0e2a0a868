"""The learning rate at each step of training."""

import math


def learning_rate(settings, step, steps):
    """Return the learning rate at a step; it depends on the step's number alone.

    settings: mapping with learning_rate, the highest rate r, and schedule. step: the step's number t, from 0.
    steps: T, the number of steps in all epochs.
    constant: r. linear, with a warm-up of W = ceil(T / 10) steps: r (t + 1) / W until t = W - 1, which is r;
    then r (T - t) / (T - W + 1), which reaches 0 at t = T, after the last step.
    """
    rate = settings["learning_rate"]
    if settings["schedule"] == "linear":
        warm_up = math.ceil(steps / 10)
        rate *= min((step + 1) / warm_up, (steps - step) / (steps - warm_up + 1))
    return rate
