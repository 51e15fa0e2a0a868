"""The figures of a scattering: its wavelets, what they make of a garment, and its coefficients."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from shiftlab.figures import coefficients, convolved, style, wavelets
from tests.figures import pdf


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


def test_the_littlewood_paley_sum_is_read_along_a_radius():
    cycles = np.fft.fftfreq(8, 1 / 8)
    squares = np.add.outer(cycles**2, cycles**2)
    radii, least, mean, most = wavelets.by_radius(squares)
    assert radii.tolist() == [0, 1, 2, 3, 4]
    assert (least.tolist(), most.tolist()) == ([0, 1, 4, 8, 13], [0, 2, 5, 10, 20])
    assert mean[1] == pytest.approx(1.5)
    assert wavelets.kept(squares / 11).startswith("Up to 2 cycles per frame")
    assert wavelets.kept(squares / 10).startswith("At 1 cycle per frame")  # at the second it is half
    assert wavelets.kept(squares + 0.6).startswith("How much")


def morlet_like(scales, angles, side=32):
    return np.random.default_rng(0).random((scales, angles, side, side), np.float32)


@pytest.mark.parametrize(("scales", "angles"), [(1, 1), (3, 6), pytest.param(5, 16, marks=pytest.mark.slow)])
def test_wavelets_of_any_number_are_drawn(tmp_path, scales, angles):
    many = morlet_like(scales, angles)
    figure = wavelets.draw(many, many, many.sum(axis=(0, 1)))
    style.save(figure, [tmp_path / "wavelets.pdf"])
    assert wavelets.cropped(many).shape[2:] == {1: (8, 8), 3: (32, 32), 5: (32, 32)}[scales]
    count = 1 + scales * angles + scales * (scales - 1) // 2 * angles**2
    values = np.random.default_rng(0).random((4, count))
    figure = coefficients.draw(many[0, 0][None].repeat(4, 0), values, np.arange(4), 0.05, (scales, angles))
    style.save(figure, [tmp_path / "coefficients.pdf"])
    for path in tmp_path.glob("*.pdf"):
        assert min(pdf.text_sizes(path)) >= style.SMALL and pdf.width(path) <= style.WIDTH + 1e-3, path
    assert "5 % wider, they change\nby 200 %" in figure.get_suptitle()
    dots = [line.get_ydata() for line in figure.axes[5].lines if line.get_marker() == "."]
    assert np.concatenate(dots) == pytest.approx(values[1, 1 : 1 + scales * angles])


def test_the_means_are_under_the_maps_that_move():
    maps = np.stack([morlet_like(3, 6), np.roll(morlet_like(3, 6), 5, axis=3)])
    figure = convolved.draw(morlet_like(3, 6), maps[:, 0, 0], maps)
    columns = len(convolved.choose(3, 6)) + 1
    assert convolved.choose(3, 6) == [(scale, angle) for scale in (0, 1, 2) for angle in (0, 3)]
    for row in (1, 2):
        assert figure.axes[row * columns + 2].get_xlabel() == f"mean {maps[0, 0, 3].mean():#.4g}"
    assert "to 6 digits" in figure.get_suptitle()
    assert "to 2 digits" in convolved.title(np.array([[[1.0]], [[1.009]]]))
