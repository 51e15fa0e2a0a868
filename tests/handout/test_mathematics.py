"""Formulas that the text states are true, of a real garment where there is one in them."""

import re

import numpy as np
import pytest
import torch
from torch.nn.functional import max_pool2d

from shiftlab.data import idx
from tests.conftest import DATA, ROOT

FRAME = 56
TEXTS = ROOT / "workflow/handout"


def rectified_sum(phases, at):
    """Return the sum of rectified cosines in that many phases, at some arguments, float64 (N,)."""
    shifts = 2 * np.pi * np.arange(phases) / phases
    return np.maximum(np.cos(at[:, None] + shifts), 0).sum(axis=1)


def ripple(phases):
    """Return the ripple of that sum, measured over a period, in its mean."""
    values = rectified_sum(phases, np.linspace(0, 2 * np.pi, 5041))
    return (values.max() - values.min()) / (phases / np.pi)


def test_the_text_and_a_solution_name_the_ripple_of_rectified_phases():
    text, solutions = (" ".join((TEXTS / name).read_text().split()) for name in ("show.md", "exercises.md"))
    found = re.search(r"spans ([\d, ]+) and (\d+) % of it for \$P = 3\$, 4 and 5", text)
    assert [int(share) for share in (*found[1].split(", "), found[2])] == [
        round(100 * ripple(phases)) for phases in (3, 4, 5)
    ]
    found = re.search(r"8 phases have a ripple of (\d+) %, 5 phases one of (\d+) %", solutions)
    assert [int(share) for share in found.groups()] == [round(100 * ripple(phases)) for phases in (8, 5)]


@pytest.mark.parametrize("phases", range(2, 10))
def test_the_ripple_is_that_of_exercise_2(phases):
    half = 2 * phases if phases % 2 else phases
    assert ripple(phases) == pytest.approx(np.pi / half * np.tan(np.pi / (2 * half)), abs=1e-5)


def test_a_stripe_answers_a_moving_garment_with_a_wave():
    frame = np.zeros((FRAME, FRAME))
    frame[14:42, 14:42] = idx.read(DATA / "t10k-images-idx3-ubyte.gz")[0]
    transform, pixels = np.fft.fft2(frame), np.arange(FRAME)
    for k, phase, d in (((2, 3), 0.3, (5, -9)), ((0, 7), 2, (-14, 14))):
        angle = 2 * np.pi * (k[0] * pixels[:, None] + k[1] * pixels) / FRAME
        response = (np.cos(angle + phase) * np.roll(frame, d, axis=(0, 1))).sum()
        wave = np.cos(2 * np.pi * np.dot(k, d) / FRAME + phase - np.angle(transform[k]))
        assert response == pytest.approx(np.abs(transform[k]) * wave)


def test_pooling_moves_along_by_even_shifts_only():
    """The pooled frame of exercise 4 has one white pixel, or two when it is moved by one."""
    white = torch.zeros(1, 1, 8, 8)
    white[..., 2, :2] = 1
    pooled = max_pool2d(white, 2)
    for d in range(4):
        assert torch.equal(max_pool2d(white.roll(2 * d, dims=3), 2), pooled.roll(d, dims=3))
    assert [int(max_pool2d(white.roll(d, dims=3), 2).sum()) for d in (0, 1)] == [1, 2]
