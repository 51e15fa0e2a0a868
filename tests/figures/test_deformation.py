import matplotlib.pyplot as plt
import pandas as pd
import pytest

from shiftlab.figures import deformation, style


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


def deformed(**ends):
    """The deformation table of networks with these distances at 1 and at 10 %."""
    rows = [
        {"network": network, "stretch": stretch, "distance": distance, "distance_interval": 0.02}
        for network, distances in ends.items()
        for stretch, distance in zip((1, 10), distances)
    ]
    return pd.DataFrame(rows)


def test_each_kind_of_features_has_a_line_with_its_name_at_the_end():
    table = deformed(pixels=(0.1, 0.3), scattering=(0.05, 0.1), fourier=(0.2, 0.31))
    (ax,) = deformation.draw(table, style.colours(["fourier", "scattering"])).axes
    points = [container.lines[0].get_xydata().tolist() for container in ax.containers]
    assert points[1] == [pytest.approx(point) for point in ([0, 0], [1, 5], [10, 10])]
    (segment,) = ax.containers[1].lines[2][0].get_segments()[1:2]
    assert segment[:, 1] == pytest.approx([3, 7])
    colours = [container.lines[0].get_color() for container in ax.containers]
    assert colours == [style.GREY, style.COLOURS[1], style.COLOURS[0]]
    assert [text.get_text() for text in ax.texts] == ["pixels", "scattering", "fourier"]
    title = "Images made 10 % wider: scattering features change least (10 %), fourier features most (31 %)"
    assert ax.get_title(loc="left") == title


def test_a_title_does_not_say_which_features_change_least_where_that_is_not_known():
    close = deformed(pixels=(0.1, 0.3), scattering=(0.05, 0.29), fourier=(0.2, 0.5))
    assert "least" not in deformation.title(close)
