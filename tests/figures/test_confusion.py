import numpy as np
import pytest

from shiftlab.figures import confusion, style


@pytest.mark.parametrize(("classes", "numbers", "names"), [(10, 100, 10), (13, 0, 13), (256, 0, 37)])
def test_many_classes_fit_on_a_page(classes, numbers, names, tmp_path):
    matrix = 5 * np.eye(classes, dtype=int) + 1
    figure = confusion.draw(matrix, [f"class {label}" for label in range(classes)], "title", rates=True)
    ax = figure.axes[0]
    assert len(ax.texts) == numbers
    assert len(ax.get_xticklabels()) == len(ax.get_yticklabels()) == names
    assert all(label.get_fontsize() >= 7 for label in ax.get_xticklabels())
    assert max(figure.get_size_inches()) <= style.WIDTH
    style.save(figure, [tmp_path / "confusion.png"])
