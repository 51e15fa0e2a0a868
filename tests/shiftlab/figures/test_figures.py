"""What the figures compute before they draw it, and that drawing holds for sizes other than ours."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from shiftlab.figures import (
    class_images,
    classified,
    confusion,
    kernels,
    learning_curve,
    neuron_images,
    samples,
    style,
    tiles,
)


@pytest.fixture(autouse=True)
def close():
    yield
    plt.close("all")


def test_a_mosaic_holds_every_image_in_its_place():
    images = np.arange(5 * 2 * 3, dtype=np.float32).reshape(5, 2, 3)
    joined = tiles.mosaic(images, columns=3)
    assert joined.shape == (2 * 3 - 1, 3 * 4 - 1)
    assert np.array_equal(joined[0:2, 4:7], images[1])
    assert np.array_equal(joined[3:5, 0:3], images[3])
    assert np.isnan(joined[2]).all() and np.isnan(joined[:, 3]).all() and np.isnan(joined[3:, 8:]).all()


def test_the_notebook_s_points_are_laid_over_a_learning_curve():
    history = pd.DataFrame(
        {"epoch": [0, 1], "train_loss": [None, 1], "test_loss": [2, 1], "test_accuracy": [0.1, 0.6]}
    )
    notebook = pd.DataFrame({"epoch": [0, 1], "loss": [2.3, 0.99], "correct": [1040, 6368]})
    with_points, without = (learning_curve.draw(history, "", points) for points in (notebook, None))
    losses, accuracies = ({line.get_label(): line for line in ax.lines} for ax in with_points.axes)
    assert losses["test, the notebook"].get_ydata().tolist() == [2.3, 0.99]
    assert accuracies["test, the notebook"].get_ydata().tolist() == pytest.approx([10.4, 63.68])
    assert [len(ax.lines) for ax in without.axes] == [2, 1]


def test_a_confusion_matrix_counts_true_by_predicted():
    matrix = confusion.counts(np.array([0, 0, 1, 2]), np.array([0, 2, 2, 2]), 3)
    assert matrix.tolist() == [[1, 0, 1], [0, 0, 1], [0, 0, 1]]


def test_rates_are_percent_of_the_true_class():
    matrix = np.array([[3, 1], [0, 0]])
    texts = [text.get_text() for text in confusion.draw(matrix, ["a", "b"], "", rates=True).axes[0].texts]
    assert texts == ["75.0", "25.0", "0.0", "0.0"]


def test_neuron_images_are_cut_to_what_any_neuron_sees():
    images = np.zeros((2, 20, 20), np.float32)
    images[0, 3:6, 8] = 1
    images[1, 5, 10] = -2
    figure = neuron_images.draw({"conv1": images})
    (ax,) = figure.axes
    assert ax.get_title(loc="left") == "conv1: 2 neurons, each with the 3x3 pixels that it looks at"


def test_wrong_predictions_are_marked():
    test = {
        "garments": np.full((2, 28, 28), 200, np.uint8),
        "offsets": np.array([[0, 0], [28, 28]]),
        "labels": np.array([0, 1]),
    }
    figure = classified.draw(test, np.array([0, 0]), 56, ["Bag", "Coat"])
    titles = [ax.get_title() for ax in figure.axes[:2]]
    assert titles == ["Bag\ntrue: Bag", "✗ Bag\ntrue: Coat"]


@pytest.mark.parametrize("shape", [(4, 1, 3, 3), (6, 2, 5, 5), (100, 3, 7, 7)])
def test_kernels_of_any_shape_are_drawn(shape, tmp_path):
    style.save(kernels.draw({"conv": np.ones(shape, np.float32)}), [tmp_path / "kernels.png"])


def test_three_classes_of_garments_that_are_not_square(tmp_path):
    test = {
        "garments": np.full((12, 20, 32), 200, np.uint8),
        "offsets": np.zeros((12, 2), int),
        "labels": np.arange(12) % 3,
    }
    style.save(samples.draw(test, 48, ["a", "b", "c"]), [tmp_path / "samples.png"])
    numbers = {name: {"loss": 0.5, "probabilities": {name: 0.6}} for name in "abc"}
    style.save(class_images.draw(np.zeros((3, 48, 48)), numbers), [tmp_path / "images.png"])


def test_an_image_of_zeros_is_drawn(tmp_path):
    style.save(neuron_images.draw({"fc1": np.zeros((3, 8, 8), np.float32)}), [tmp_path / "zeros.png"])


def test_the_same_figure_is_the_same_bytes(tmp_path):
    for suffix in ("pdf", "png"):
        paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
        for path in paths:
            style.save(confusion.draw(np.eye(3, dtype=int), list("abc"), "title", rates=False), [path])
        assert paths[0].read_bytes() == paths[1].read_bytes()
