"""What the figures compute before they draw it, and that drawing holds for sizes other than ours."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from shiftlab.analysis import covariance, invariance, spectra
from shiftlab.experiment.runs import Run
from shiftlab.figures import (
    accuracy_by_distance,
    class_images,
    class_maps,
    classified,
    confusion,
    controls,
    curves,
    equivariance,
    examples,
    kernels,
    learning_curve,
    learning_curves,
    line_labels,
    networks,
    neuron_images,
    ripple,
    samples,
    stripes,
    style,
    surprise,
    tested_on,
    three_offsets,
    throughput,
    tiles,
    translation_maps,
)

COLOURS = style.colours(["net", "invariant", "other", "one", "two", "cnn", "CNN", "scattering", *"abcd"])


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
    with_points, without = (learning_curve.draw(history, "net", points) for points in (notebook, None))
    losses, accuracies = (ax.lines[-1].get_ydata().tolist() for ax in with_points.axes)
    assert losses == [2.3, 0.99] and accuracies == pytest.approx([10.4, 63.68])
    assert with_points.get_suptitle() == (
        "net: 60.0 % accuracy after 1 epochs,\nnever more than 3.7 points from the notebook (circles)"
    )
    assert [len(ax.lines) for ax in without.axes] == [2, 1]
    assert [text.get_text() for text in without.axes[0].texts] == ["training", "test"]


def test_rates_are_percent_of_the_true_class_and_the_worst_is_the_title():
    figure = confusion.draw(np.array([[3, 1], [0, 0]]), ["a", "b"], "net", rates=True)
    assert [text.get_text() for text in figure.axes[0].texts] == ["75.0", "25.0"]
    assert figure.get_suptitle() == "net:\n25.0 % of a taken for b"
    assert confusion.draw(np.eye(2, dtype=int), ["a", "b"], "net", True).get_suptitle() == "net:\nno mistake"


def test_neuron_images_are_cut_to_what_any_neuron_sees():
    images = np.zeros((2, 20, 20), np.float32)
    images[0, 3:6, 8] = 1
    images[1, 5, 10] = -2
    figure = neuron_images.draw({"conv1": images}, {})
    (ax,) = figure.axes
    assert ax.get_title(loc="left") == "conv1: 2 neurons, 3 × 3 pixels each"


def test_images_of_neurons_on_the_frame_are_titled_with_their_cosine_with_the_weights():
    images = np.ones((2, 4, 4), np.float32)
    weights = np.stack([np.ones((4, 4)), np.eye(4)]).astype(np.float32)  # the second at 60 degrees
    (ax,) = neuron_images.draw({"fc1": images}, {"fc1": weights}).axes
    assert ax.get_title(loc="left").endswith("at least 0.5000")


def runs(*seeds):
    return [Run("shifted", "net", seed) for seed in seeds]


def test_several_seeds_are_one_line_in_its_interval():
    histories = [pd.DataFrame({"epoch": [0, 1], "test_accuracy": [0.1, end]}) for end in (0.5, 0.7)]
    (ax,) = learning_curves.draw(list(zip(runs(1, 2), histories)), COLOURS).axes
    (line,), (band,) = ax.lines, ax.collections
    assert line.get_ydata() == pytest.approx([10, 60])
    low, high = band.get_paths()[0].get_extents().intervaly
    assert (low, high) == pytest.approx((60 - 127.06, 60 + 127.06), abs=0.1)
    (ax,) = learning_curves.draw(list(zip(runs(1), histories)), COLOURS).axes
    (line,) = ax.lines
    assert (line.get_ydata().tolist(), line.get_label()) == ([10, 50], "50.0 %")


def test_each_network_has_a_panel_with_the_curves_of_its_datasets():
    history = pd.DataFrame({"epoch": [0, 1], "test_accuracy": [0.1, 0.6]})
    networks = [("shifted", "net"), ("any placement", "other"), ("centered", "net")]
    figure = learning_curves.draw([(Run(*network, 1), history) for network in networks], COLOURS)
    assert [ax.get_title(loc="left") for ax in figure.axes] == ["net", "other"]
    first, other = ([text.get_text() for text in ax.get_legend().get_texts()] for ax in figure.axes)
    assert (first, other) == (["shifted: 60.0 %", "centered: 60.0 %"], ["60.0 %"])
    colours = [[line.get_color() for line in ax.lines] for ax in figure.axes]
    grey = style.GRID
    assert colours == [[COLOURS["net"], grey, COLOURS["net"]], [grey, COLOURS["other"], grey]]


def test_labels_are_moved_apart_as_little_as_possible_and_stay_within_bounds():
    spread = line_labels.spread
    assert spread([5, 1], 2, 0, 9).tolist() == [5, 1]
    assert spread([3, 1, 3, 3], 2, -9, 9).tolist() == pytest.approx([1.5, -0.5, 3.5, 5.5])
    assert spread([8, 8, 0], 2, 0, 9).tolist() == pytest.approx([7, 9, 0])
    assert spread([0, 0], 2, 0, 9).tolist() == pytest.approx([0, 2])


def test_lines_that_end_together_have_labels_that_do_not_overlap():
    figure, ax = plt.subplots(figsize=(3, 1.5))
    ax.plot([0, 1], [0, 1])
    line_labels.write(ax, [(name, 1, 0.9 + number / 100, "k") for number, name in enumerate("abc")])
    figure.draw_without_rendering()
    boxes = [Text.get_window_extent(text) for text in ax.texts]  # without its line
    assert all(not one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert all(box.x0 > ax.bbox.x1 and box.x1 <= figure.bbox.x1 for box in boxes)


def test_a_network_is_named_with_its_dataset_only_where_there_are_several():
    networks = [("shifted", "net"), ("any", "other"), ("centered", "net")]
    names = line_labels.short_names(networks)
    assert list(names.values()) == ["net (shifted)", "other", "net (centered)"]
    assert list(line_labels.line_styles(networks).values()) == ["-", "-", "--"]


def test_accuracy_falls_with_the_distance():
    accuracies = np.zeros((5, 5))
    accuracies[2, 2] = 1
    (ax,) = accuracy_by_distance.draw([(runs(1)[0], accuracies)], COLOURS).axes
    assert ax.lines[0].get_ydata().tolist() == [100, 0, 0, 0]


def test_the_numbers_are_under_each_map():
    labels = np.array([0, 1])
    one, other = np.zeros((2, 3, 3), np.uint8), np.full((2, 3, 3), 1, np.uint8)
    other[0, 1, 1] = 0

    def drawn(predictions):
        everyone = {"garments": labels, "labels": labels, "shown": np.full(2, True)}
        measured = [invariance.measure(everyone | {"predicted": predicted}, 2) for predicted in predictions]
        maps = [(run, arrays["accuracy_map"]) for run, arrays in zip(runs(1, 2), measured)]
        return translation_maps.draw(maps, list(zip(runs(1, 2), map(invariance.measures, measured))))

    figure = drawn([other])
    assert figure.axes[0].get_xlabel().startswith("expected 55.6 ± ")
    assert "\nworst 50.0 %\n" in figure.axes[0].get_xlabel()
    figure = drawn([one, other])
    # Two seeds, expected 50 and 55.56 %: 52.78, and Student's 12.706 times their standard error of 2.78.
    assert figure.axes[0].get_xlabel().startswith("expected 52.8 ± 35.3 %\nworst 50.0 %\n")
    assert figure.axes[0].images[0].get_array()[1, 1] == 75
    figure = drawn([one])  # flat
    assert not figure.axes and [text.get_text() for text in figure.texts] == [
        "The same at every offset: net."
    ]


def test_class_maps_say_where_there_is_no_garment():
    accuracies = np.stack([np.eye(2), np.full((2, 2), np.nan)])
    figure = class_maps.draw(accuracies, ["Bag", "Coat"], "")
    assert [ax.get_title() for ax in figure.axes[:2]] == ["Bag: 50.0 %", "Coat: none tested"]


def test_flat_class_maps_are_a_point_for_each_class():
    accuracies = np.stack([np.full((2, 2), 0.25), np.full((2, 2), np.nan), np.full((2, 2), 0.75)])
    figure = class_maps.draw(accuracies, ["Bag", "Coat", "Shirt"], "net")
    (ax,) = figure.axes
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[25, 0]], [[75, 2]]]
    assert [text.get_text() for text in ax.texts] == ["25.0 %", "none tested", "75.0 %"]
    assert figure.get_suptitle() == "net: the same accuracy at every offset"


def of_tests(*tests):
    """A table of networks tested on datasets."""
    columns = ["network", "trained_on", "tested_on", "seed", "accuracy", "accuracy_interval"]
    table = pd.DataFrame(tests, columns=columns)
    return table.assign(dataset=table["trained_on"], architecture=table["network"])


def test_a_network_has_a_row_with_a_point_for_each_dataset():
    table = of_tests(
        ("CNN", "shifted", "shifted", 1, 0.7, 0.02),
        ("CNN", "shifted", "centered", 1, 0.8, 0.04),
        ("CNN", "centered", "centered", 1, 0.9, 0.02),
        ("scattering", "any placement", "any placement", 1, 0.85, 0.02),
    )
    figure = tested_on.draw(table, COLOURS)
    (ax,) = figure.axes
    rows = ["CNN, trained on shifted", "CNN, trained on centered", "scattering, any placement"]
    assert [label.get_text() for label in ax.get_yticklabels()] == rows
    points = [container.lines[0].get_xydata()[0].tolist() for container in ax.containers]
    assert points == [pytest.approx(point) for point in ([70, 0], [80, 0], [90, 1], [85, 2])]
    (segment,) = ax.containers[1].lines[2][0].get_segments()
    assert segment[:, 0] == pytest.approx([76, 84])  # two standard errors
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels == ["on shifted", "on centered", "on any placement"]


def test_several_seeds_are_a_point_with_their_interval():
    table = of_tests(*(("net", "a", "a", seed, share, 0.01) for seed, share in ((1, 0.5), (2, 0.7))))
    (container,) = tested_on.draw(table, COLOURS).axes[0].containers
    (segment,) = container.lines[2][0].get_segments()
    assert container.lines[0].get_xdata() == pytest.approx([60])
    assert segment[:, 0] == pytest.approx([60 - 127.06, 60 + 127.06], abs=0.1)


def test_the_key_names_the_most_accurate_network_where_all_are_tested():
    shares = {("one", "black"): 0.9, ("one", "noisy"): 0.2, ("two", "black"): 0.8, ("two", "noisy"): 0.7}
    table = of_tests(*((name, "a", on, 1, share, 0.01) for (name, on), share in shares.items()))
    labels = [text.get_text() for text in tested_on.draw(table, COLOURS).legends[0].get_texts()]
    assert labels == ["on black (highest: one, 90.0 %)", "on noisy (highest: two, 70.0 %)"]


def test_examples_are_a_curve_for_each_network():
    table = of_tests(*((name, "a", "a", 1, 0.5, 0.01) for name in ("one", "one", "two", "two")))
    table = table.assign(training_garments=[1000, 100, 100, 1000], test_accuracy=[0.6, 0.4, 0.7, 0.8])
    (ax,) = examples.draw(table.assign(test_accuracy_interval=0.01), COLOURS).axes
    one, two = (container.lines[0].get_xydata().tolist() for container in ax.containers)
    assert one == [pytest.approx(point) for point in ([100, 40], [1000, 60])]
    assert two == [pytest.approx(point) for point in ([100, 70], [1000, 80])]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["100", "1,000"]
    assert [text.get_text() for text in ax.texts] == ["one", "two"]
    assert ax.get_title(loc="left") == "Highest accuracy with 100 training examples: two, 70.0 %"


def test_each_operator_has_a_line_that_says_what_its_features_are_compared_with():
    distances = {"conv": [0, 0.4, 0], "full": [0, 0.5, 0.9]}
    kinds = {"conv": "convolution", "full": "linear"}
    rows = [
        {"network": "cnn", "seed": seed, "operator": name, "kind": kinds[name]}
        | {"shift": shift, "distance": distance + (0.1 if seed == 2 and shift == 1 else 0)}
        for seed in (1, 2)
        for name in kinds
        for shift, distance in enumerate(distances[name])
    ]
    several = pd.DataFrame(rows)
    (ax,) = equivariance.draw(several, COLOURS).axes
    conv, full = ax.lines
    assert [text.get_text() for text in ax.texts] == ["cnn", "conv", "full"]
    assert ax.get_title(loc="left") == "conv moves along only at multiples of 2"
    assert conv.get_ydata() == pytest.approx([0, 45, 0]) and full.get_ydata() == pytest.approx([0, 55, 90])
    assert conv.get_linestyle() != full.get_linestyle()
    bands = [
        equivariance.draw(several[several["seed"] <= seeds], COLOURS).axes[0].collections for seeds in (1, 2)
    ]
    assert [len(band) for band in bands] == [0, 2]
    low, high = bands[1][0].get_paths()[0].get_extents().intervaly
    assert (low, high) == pytest.approx((45 - 63.53, 45 + 63.53), abs=0.1)


def test_each_network_has_a_panel_of_what_moves_along():
    table = pd.DataFrame(
        {"seed": 1, "operator": "conv", "kind": "convolution", "shift": [0, 1, 2], "distance": [0, 0.4, 0]}
    )
    only_still = table[:1].assign(network="d", distance=0.0)
    tables = [table.assign(network=name) for name in "abc"]
    figure = equivariance.draw(pd.concat([*tables, only_still]), COLOURS)
    assert [ax.texts[0].get_text() for ax in figure.axes if ax.axison] == list("abcd")
    assert figure.axes[3].lines[0].get_xydata().tolist() == [[0, 0]]
    assert figure.axes[0].get_ylim()[0] < 0  # so that a line at 0 shows


def test_where_convolutions_move_along_is_said_of_all_seeds():
    def said(**distances):
        rows = [
            {"operator": name, "kind": "convolution", "shift": shift, "distance": distance}
            for name, every in distances.items()
            for shift, distance in enumerate(every)
        ]
        return equivariance.exactness(pd.DataFrame(rows))

    exact, even, never = [0, 1e-7, 0, 0, 0], [0, 0.3, 0, 0.3, 0], [0, 0.1, 0.1, 0.1, 0.1]
    assert said(a=exact, b=exact) == ["all convolutions move along"]
    assert said(a=exact, b=even) == ["a moves along", "b moves along only at multiples of 2"]
    assert said(a=never) == ["a moves along at no shift"]
    assert said(a=[0, 0, 0.2, 0.2, 0]) == ["a moves along only at 1 and 4"]


def test_a_ripple_is_written_under_its_picture_and_is_in_its_curve():
    offsets = np.arange(29)
    noise = np.random.default_rng(0).normal(0, 0.01, (29, 29))
    rippled = 0.5 + 0.1 * np.cos(np.pi * offsets / 2) + noise
    figure = ripple.draw([(runs(1)[0], rippled)], COLOURS)
    picture, curve = figure.axes[0], figure.axes[-1]
    deviation = picture.images[0].get_array()
    assert np.allclose(deviation, [[10, 0, -10, 0]] * 4, atol=1)
    assert picture.get_xlabel().startswith("period 4: ")
    periods, shares = curve.lines[0].get_data()
    assert periods[np.argmax(shares)] in (4, 8) and shares[2] > 90
    (picture, *_) = ripple.draw([(runs(1)[0], rippled[:5, :5])], COLOURS).axes
    assert picture.get_xlabel() == "the map is too small\nfor a period of 4"


@pytest.mark.filterwarnings("error")
def test_networks_with_flat_maps_are_named_in_one_line():
    flat, rippled = np.full((29, 29), 0.5), np.random.default_rng(0).random((29, 29))
    invariant, other = (Run("shifted", name, 1) for name in ("invariant", "other"))
    figure = ripple.draw([(invariant, flat)], COLOURS)
    line = "No ripple at all, as the map is flat: invariant."
    assert not figure.axes and [text.get_text() for text in figure.texts] == [line]
    figure = ripple.draw([(invariant, flat), (other, rippled)], COLOURS)
    assert figure.subfigs[0].get_suptitle() == line
    assert [text.get_text() for text in figure.axes[-1].texts] == ["other"]


@pytest.mark.filterwarnings("error")
def test_nothing_but_zeros_has_no_line_on_a_logarithmic_axis():
    _, ax = plt.subplots()
    ax.set_yscale("log")
    one, other = (Run("shifted", name, 1) for name in ("one", "other"))
    curves.draw(ax, [(one, [0, 1], [0, 0]), (other, [0, 1], [1, 2])], COLOURS)
    assert [text.get_text() for text in ax.texts] == ["other"] and len(ax.lines) == 1


def test_controls_have_a_column_each_with_what_is_reached():
    numbers = {
        "classes": 1,
        "neurons": ["fc1"],
        "activations": {"L2": [0.5, 7.25], "blur": [0.25, 3]},
    }
    figure = controls.draw(np.zeros((2, 2, 8, 8), np.float32), numbers, ["Bag", "Coat"])
    assert [ax.get_title() for ax in figure.axes] == ["L2", "blur", "7.2", "3.0"]
    assert figure.axes[0].get_ylabel() == "Bag\n≥ 25.0 %"


def striped(seed, share, neurons=5):
    """The arrays of a stripes.npz whose neurons have about this share in one pair of modes."""
    wave = np.cos(2 * np.pi * np.arange(16) / 4) * np.ones((16, 1))
    noise = np.random.default_rng(seed).normal(size=(2, neurons, 16, 16))
    weights = share**0.5 * wave * 2**0.5 + (1 - share) ** 0.5 * noise[0]
    arrays = spectra.stripes(weights.astype(np.float32), noise[1].astype(np.float32), (8, 8), seed)
    return {f"fc1/{name}": array for name, array in arrays.items()}


def eigenvectors(rule):
    """The arrays of a covariance.npz."""
    garments = np.random.default_rng(0).integers(256, size=(9, 8, 8), dtype=np.uint8)
    return covariance.measure(garments, 16, rule)


def test_what_is_said_of_the_stripes_follows_from_their_intervals():
    measured = {"shifted": striped(1, 0.8), "centered": striped(2, 0.1)}
    both = {"shifted": eigenvectors("uniform"), "centered": eigenvectors("center")}
    on_frame = "Weights trained on shifted, on the whole frame: "
    words = " ".join(stripes.caption(stripes.kinds(measured, both, "fc1")).split())
    every = "trained on centered, eigenvectors of shifted, eigenvectors of centered, before training"
    assert f"{on_frame}more striped than {every} and white noise. Weights" in words
    reverse = dict(reversed(measured.items()))
    words = " ".join(stripes.caption(stripes.kinds(reverse, {}, "fc1")).split())
    assert "Weights trained on centered, in the middle: " in words
    assert "; less striped than trained on shifted." in words
    alike = {"shifted": striped(1, 0.5), "centered": striped(2, 0.45)}
    words = " ".join(stripes.caption(stripes.kinds(alike, {}, "fc1")).split())
    first, second = (alike[name]["fc1/trained/frame/pair_share"].mean() for name in alike)
    assert first > second + 0.02
    controls = "before training and white noise; no difference can be told from trained on centered."
    assert f"{on_frame}more striped than {controls}" in words


def test_each_kind_has_a_row_with_its_mean_and_interval_in_both_regions():
    measured = {"shifted": striped(1, 0.8), "centered": striped(2, 0.1)}
    figure = stripes.draw(measured, {"shifted": eigenvectors("uniform")}, "net")
    *_, frame, middle = [ax for part in figure.subfigs for inner in part.subfigs for ax in inner.axes]
    rows = [
        "trained on shifted",
        "trained on centered",
        "eigenvectors of shifted",
        "before training",
        "white noise",
    ]
    assert [label.get_text() for label in frame.get_yticklabels()] == rows
    for ax, region in ((frame, "frame"), (middle, "middle")):
        shares = 100 * measured["centered"][f"fc1/trained/{region}/pair_share"]
        reach = 2.7764 * shares.std(ddof=1) / 5**0.5  # Student's quantile for five values
        (low, high) = ax.collections[1].get_segments()[0][:, 0]
        assert (low, high) == pytest.approx((shares.mean() - reach, shares.mean() + reach), rel=1e-4)
        assert ax.texts[1].get_text() == f"{shares.mean():.1f} ± {reach:.1f}"
        assert any(
            line.get_xdata() == pytest.approx(shares) for line in ax.lines if len(line.get_xdata()) == 5
        )


def test_a_network_without_controls_or_with_one_neuron_is_drawn(tmp_path):
    large = {"mine": covariance.measure(np.ones((2, 8, 8), np.uint8), 1024, "uniform")}
    figure = stripes.draw({"mine": striped(1, 0.8, neurons=1)}, large, "net")
    style.save(figure, [tmp_path / "stripes.png"])
    words = stripes.caption(stripes.kinds({"mine": striped(1, 0.8, neurons=1)}, large, "fc1"))
    assert "no difference can be told from before training and white noise" in words and "nan" not in words


def test_wrong_predictions_are_marked():
    test = {"frames": np.full((2, 56, 56), 200, np.uint8), "labels": np.array([0, 1])}
    figure = classified.draw(test, np.array([0, 0]), ["Bag", "Coat"])
    titles = [ax.get_title() for ax in figure.axes[:2]]
    assert figure.get_suptitle() == "1 of the first 2 test frames are classified correctly"
    assert titles == ["Bag", "× Bag\nnot Coat"]


@pytest.mark.parametrize("shape", [(4, 1, 3, 3), (6, 2, 5, 5), (100, 3, 7, 7)])
def test_kernels_of_any_shape_are_drawn(shape, tmp_path):
    style.save(kernels.draw({"conv": np.ones(shape, np.float32)}), [tmp_path / "kernels.png"])


def test_three_classes(tmp_path):
    test = {"frames": np.full((12, 48, 48), 200, np.uint8), "labels": np.arange(12) % 3}
    style.save(samples.draw(test, ["a", "b", "c"]), [tmp_path / "samples.png"])
    record = [{"loss": 0.5, "probabilities": [0.6, 0.3, 0.1]}] * 3
    style.save(class_images.draw(np.zeros((3, 48, 48)), record, list("abc")), [tmp_path / "images.png"])


def test_a_class_of_two_garments_leaves_no_empty_frames():
    test = {"frames": np.ones((4, 48, 48)), "labels": np.arange(4) % 2}
    axes = samples.draw(test, ["a", "b"]).axes
    assert [bool(ax.images) for ax in axes] == [ax.axison for ax in axes] == [True, True, False, False] * 2


def test_maps_keep_the_proportions_of_their_offsets_across_the_page():
    figure = class_maps.draw(np.random.default_rng(0).random((3, 29, 17)), ["a", "b", "c"], "")
    figure.draw_without_rendering()
    *maps, bar = (ax.get_window_extent() for ax in figure.axes)
    assert [one.height / one.width for one in maps] == pytest.approx([29 / 17] * 3, rel=0.01)
    assert maps[-1].x1 < bar.x0 and bar.x0 > 0.8 * figure.bbox.width


def test_a_short_logarithmic_axis_has_labels_in_plain_numbers():
    figure, ax = plt.subplots()
    ax.set(yscale="log", ylim=(0.4, 3))
    style.label_log(ax.yaxis)
    figure.draw_without_rendering()
    shown = [tick.label1.get_text() for tick in ax.yaxis.get_major_ticks()]
    assert {"0.5", "1", "2"} <= set(shown)
    assert not any(label.get_text() for label in ax.yaxis.get_minorticklabels())


def test_an_image_of_zeros_is_drawn(tmp_path):
    style.save(neuron_images.draw({"fc1": np.zeros((3, 8, 8), np.float32)}, {}), [tmp_path / "zeros.png"])


def test_the_same_figure_is_the_same_bytes(tmp_path):
    for suffix in ("pdf", "png", "svg"):
        paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
        for path in paths:
            style.save(confusion.draw(np.eye(3, dtype=int), list("abc"), "title", rates=False), [path])
        assert paths[0].read_bytes() == paths[1].read_bytes()


def concluded():
    """Tables of networks on the main dataset, and of one on digits, which is left out."""
    accuracies = {
        ("net", "shifted", "shifted"): 0.6,
        ("net", "shifted", "centered"): 0.65,
        ("net", "centered", "centered"): 0.9,
        ("net", "centered", "shifted"): 0.2,
        ("other", "any placement", "any placement"): 0.8,
        ("other", "any placement of digits", "any placement of digits"): 0.99,
    }
    tested = of_tests(*((*names, 1, share, 0.02) for names, share in accuracies.items()))
    trained = {"any placement": "shifted", "any placement of digits": "digits"}
    transfer = tested.assign(dataset=tested["trained_on"].replace(trained))
    networks = transfer.drop_duplicates(["network", "trained_on"]).assign(
        parameters=[1200, 1200, 30, 30], consistency=[0.9, 0.3, 1, 1], consistency_interval=0.01
    )
    robustness = of_tests(
        *(
            ("net", "shifted", on, 1, share, 0.02)
            for on, share in (("black", 0.6), ("dark", 0.5), ("noisy", 0.1))
        ),
        *(("other", "any placement", on, 1, share, 0.02) for on, share in (("dark", 0.6), ("noisy", 0.05))),
    )
    return networks, transfer, robustness


def test_the_conclusion_ranks_networks_by_their_accuracy_on_one_dataset():
    networks_table, transfer, _ = concluded()
    figure = networks.draw(networks_table, transfer, "shifted", COLOURS)
    accuracy, consistency, parameters = figure.axes
    assert [label.get_text() for label in accuracy.get_yticklabels()] == [
        "other",
        "net (shifted)",
        "net (centered)",
    ]
    for ax, values in (
        (accuracy, [80, 60, 20]),
        (consistency, [100, 90, 30]),
        (parameters, [30, 1200, 1200]),
    ):
        points = [container.lines[0].get_xydata()[0].tolist() for container in ax.containers]
        assert points == [pytest.approx([value, row]) for row, value in enumerate(values)]
    (segment,) = accuracy.containers[1].lines[2][0].get_segments()
    assert segment[:, 0] == pytest.approx([58, 62])  # two standard errors
    assert [text.get_text() for text in parameters.texts] == ["30", "1.2k", "1.2k"]
    assert parameters.get_xscale() == "log"
    assert figure.get_suptitle() == "Highest accuracy wherever the image is: other, 80.0 %"


def test_the_conclusion_has_columns_for_few_examples_and_the_hardest_background():
    networks_table, transfer, robustness = concluded()
    few = of_tests(("net", "shifted", "a", 1, 0.5, 0.01), ("net", "shifted", "a", 1, 0.55, 0.01))
    few = few.assign(
        training_garments=[100, 1000], test_accuracy=few["accuracy"], test_accuracy_interval=0.01
    )
    figure = networks.draw(networks_table, transfer, "shifted", COLOURS, few, robustness)
    titles = [ax.get_title(loc="left").replace("\n", " ") for ax in figure.axes]
    assert titles[2:4] == ["accuracy (%) after 100 examples", "accuracy (%) on noisy frames"]
    found = [[container.lines[0].get_xdata()[0] for container in ax.containers] for ax in figure.axes[2:4]]
    assert found == [pytest.approx([50]), pytest.approx([5, 10])]
    assert figure.get_suptitle().endswith("other, 80.0 %; on noisy frames: net (shifted), 10.0 %")


def test_a_network_has_the_same_colour_whatever_else_is_drawn():
    assert style.colours(["a", "b", "a", "c"]) == style.colours("abc")
    assert len(set(style.colours(map(str, range(10))).values())) == 10


def test_a_garment_is_where_the_first_network_is_least_moderately_and_most_confident():
    first, second = np.zeros((2, 2, 2, 3))
    first[..., 1] = [[0.5, 0.9], [0.1, 0.3]]
    garment = np.full((4, 6), 200, np.uint8)
    figure = three_offsets.draw(garment, 1, 7, ["a", "b", "c"], {"one": first, "two": second}, ["k", "k"])
    frames, bars = figure.axes[:3], figure.axes[3:]
    assert [ax.get_title() for ax in frames] == ["1 down, 0 across", "0 down, 0 across", "0 down, 1 across"]
    assert frames[2].images[0].get_array()[0].tolist() == [0, 200, 200, 200, 200, 200, 200]
    assert [ax.containers[0].datavalues.tolist() for ax in bars] == [[0, 10, 0], [0, 50, 0], [0, 90, 0]]
    assert [label.get_text() for label in bars[0].get_yticklabels()] == ["a", "b (true)", "c"]


def test_a_hundred_classes_fit_on_a_page():
    figure = three_offsets.draw(
        np.ones((4, 4)), 0, 5, [f"class {k}" for k in range(100)], {"one": np.ones((2, 2, 100))}, ["k"]
    )
    assert figure.get_size_inches()[1] < 10


def test_each_task_and_network_has_its_bars_with_their_ratio_to_the_notebook():
    table = pd.DataFrame(
        [
            ("training", "two_full", "float32", "notebook", 10, 1),
            ("training", "two_full", "float32", "pipeline", 90, 9),
            ("training", "two_full", "bfloat16", "pipeline", 120, 12),
            ("training", "two_conv_two_full", "float32", "notebook", 8, 1),
            ("synthesis", "two_full", "float32", "notebook", 5, 1),
            ("synthesis", "two_full", "float32", "pipeline", 50, 10),
        ],
        columns=["task", "network", "precision", "method", "frames_per_second", "ratio_to_notebook"],
    )
    figure = throughput.draw(table)
    panels = {ax.get_title(loc="left"): ax for ax in figure.axes}
    bars = panels["training, two_full"]
    assert [bar.get_width() for bar in bars.patches] == [10, 90, 120]
    assert [text.get_text() for text in bars.texts] == ["1.0×", "9.0×", "12.0×"]
    assert [bar.get_hatch() is None for bar in bars.patches] == [True, True, False]
    assert panels["synthesis, two_full"].get_xlabel() == "images per second"
    assert panels["training, two_conv_two_full"].get_xlabel() == "frames per second"


def test_the_garment_shown_is_further_from_itself_than_from_one_of_another_class():
    moved, nearest = np.array([9.0, 3, 5, 4, 8]), np.array([3.0, 4, 4, 3, 4])
    differs = np.array([False, True, True, True, True])
    assert surprise.choose(moved, nearest, differs) == 3  # the median of 2, 3 and 4
    assert surprise.choose(nearest, moved, ~differs) == 1  # further, though of the same class
    assert surprise.choose(np.zeros(2), np.ones(2), np.ones(2, bool)) == 0
