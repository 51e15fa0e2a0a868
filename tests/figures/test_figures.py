"""What the figures compute before they draw it, and that drawing holds for sizes other than ours."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from shiftlab.analysis import covariance, invariance, spectra
from shiftlab.experiment.runs import Run
from shiftlab.figures import (
    accuracy_by_distance,
    class_images,
    class_maps,
    classified,
    coefficients,
    confusion,
    controls,
    convolved,
    deformation,
    equivariance,
    examples,
    kernels,
    learning_curve,
    learning_curves,
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
    wavelets,
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


def test_rates_are_percent_of_the_true_class():
    matrix = np.array([[3, 1], [0, 0]])
    texts = [text.get_text() for text in confusion.draw(matrix, ["a", "b"], "", rates=True).axes[0].texts]
    assert texts == ["75.0", "25.0", "0.0", "0.0"]


def test_neuron_images_are_cut_to_what_any_neuron_sees():
    images = np.zeros((2, 20, 20), np.float32)
    images[0, 3:6, 8] = 1
    images[1, 5, 10] = -2
    figure = neuron_images.draw({"conv1": images}, {})
    (ax,) = figure.axes
    assert ax.get_title(loc="left") == "conv1: 2 neurons, each with the 3x3 pixels that it looks at"


def test_weights_on_the_frame_are_shown_with_their_cosine():
    images = np.ones((2, 4, 4), np.float32)
    weights = np.stack([np.ones((4, 4)), np.eye(4)]).astype(np.float32)  # the second at 60 degrees
    _, below = neuron_images.draw({"fc1": images}, {"fc1": weights}).axes
    assert below.get_title(loc="left").endswith("at least 0.5000")


def runs(*seeds):
    return [Run("shifted", "net", seed) for seed in seeds]


def test_several_seeds_are_one_line_in_its_interval():
    histories = [pd.DataFrame({"epoch": [0, 1], "test_accuracy": [0.1, end]}) for end in (0.5, 0.7)]
    (ax,) = learning_curves.draw(list(zip(runs(1, 2), histories))).axes
    (line,), (band,) = ax.lines, ax.collections
    assert line.get_ydata() == pytest.approx([10, 60])
    low, high = band.get_paths()[0].get_extents().intervaly
    assert (low, high) == pytest.approx((60 - 127.06, 60 + 127.06), abs=0.1)
    (ax,) = learning_curves.draw(list(zip(runs(1), histories))).axes
    assert len(ax.lines) == 1 and not ax.collections


def test_accuracy_falls_with_the_distance():
    accuracies = np.zeros((5, 5))
    accuracies[2, 2] = 1
    (ax,) = accuracy_by_distance.draw([(runs(1)[0], accuracies)]).axes
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

    figure = drawn([one])
    assert figure.axes[0].get_xlabel().startswith("expected 50.0 ± 100.0 %\ncenter 50.0 %\n")
    figure = drawn([one, other])
    # Two seeds, at the center 50 and 100 %: 75, and Student's 12.706 times their standard error of 25.
    assert "center 75.0 ± 317.7 %" in figure.axes[0].get_xlabel()
    assert figure.axes[0].images[0].get_array()[1, 1] == 75


def test_class_maps_say_where_there_is_no_garment():
    accuracies = np.stack([np.full((3, 3), 0.25), np.full((3, 3), np.nan)])
    figure = class_maps.draw(accuracies, ["Bag", "Coat"], "")
    assert [ax.get_title() for ax in figure.axes[:2]] == ["Bag\n25.0 %", "Coat\nno garment"]


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
    figure = tested_on.draw(table)
    (ax,) = figure.axes
    rows = ["CNN, trained on shifted", "CNN, trained on centered", "scattering, any placement"]
    assert [label.get_text() for label in ax.get_yticklabels()] == rows
    points = [container.lines[0].get_xydata()[0].tolist() for container in ax.containers]
    assert points == [pytest.approx(point) for point in ([70, 0], [80, 0], [90, 1], [85, 2])]
    (segment,) = ax.containers[1].lines[2][0].get_segments()
    assert segment[:, 0] == pytest.approx([76, 84])  # two standard errors
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels == ["tested on shifted", "tested on centered", "tested on any placement"]


def test_several_seeds_are_a_point_with_their_interval():
    table = of_tests(*(("net", "a", "a", seed, share, 0.01) for seed, share in ((1, 0.5), (2, 0.7))))
    (container,) = tested_on.draw(table).axes[0].containers
    (segment,) = container.lines[2][0].get_segments()
    assert container.lines[0].get_xdata() == pytest.approx([60])
    assert segment[:, 0] == pytest.approx([60 - 127.06, 60 + 127.06], abs=0.1)


def test_examples_are_a_curve_for_each_network():
    table = of_tests(*((name, "a", "a", 1, 0.5, 0.01) for name in ("one", "one", "two", "two")))
    table = table.assign(training_garments=[1000, 100, 100, 1000], test_accuracy=[0.6, 0.4, 0.7, 0.8])
    (ax,) = examples.draw(table.assign(test_accuracy_interval=0.01)).axes
    one, two = (container.lines[0].get_xydata().tolist() for container in ax.containers)
    assert one == [pytest.approx(point) for point in ([100, 40], [1000, 60])]
    assert two == [pytest.approx(point) for point in ([100, 70], [1000, 80])]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["100", "1,000"]


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
    conv, full = equivariance.draw(several).axes[0].lines
    assert (conv.get_label(), full.get_label()) == ("conv", "full")
    assert conv.get_ydata() == pytest.approx([0, 45, 0]) and full.get_ydata() == pytest.approx([0, 55, 90])
    assert conv.get_linestyle() != full.get_linestyle()
    bands = [equivariance.draw(several[several["seed"] <= seeds]).axes[0].collections for seeds in (1, 2)]
    assert [len(band) for band in bands] == [0, 2]
    low, high = bands[1][0].get_paths()[0].get_extents().intervaly
    assert (low, high) == pytest.approx((45 - 63.53, 45 + 63.53), abs=0.1)


def test_each_network_has_a_panel_of_what_moves_along():
    table = pd.DataFrame(
        {"seed": 1, "operator": "conv", "kind": "convolution", "shift": [0, 1, 2], "distance": [0, 0.4, 0]}
    )
    only_still = table[:1].assign(network="d", distance=0.0)
    tables = [table.assign(network=name) for name in "abc"]
    figure = equivariance.draw(pd.concat([*tables, only_still]))
    assert [ax.get_title() for ax in figure.axes if ax.axison] == list("abcd")
    assert figure.axes[3].lines[0].get_xydata().tolist() == [[0, 0]]
    assert figure.axes[0].get_ylim()[0] < 0  # so that a line at 0 shows


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
    title = "A garment 10 % wider: scattering features change least (10 %), fourier features most (31 %)"
    assert ax.get_title(loc="left") == title


def test_a_title_does_not_say_which_features_change_least_where_that_is_not_known():
    close = deformed(pixels=(0.1, 0.3), scattering=(0.05, 0.29), fourier=(0.2, 0.5))
    assert "least" not in deformation.title(close)


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


@pytest.mark.parametrize(("scales", "angles"), [(1, 1), (3, 6), (5, 16)])
def test_wavelets_of_any_number_are_drawn(tmp_path, scales, angles):
    many = morlet_like(scales, angles)
    figure = wavelets.draw(many, many, many.sum(axis=(0, 1)))
    style.save(figure, [tmp_path / "wavelets.png"])
    assert wavelets.cropped(many).shape[2:] == {1: (8, 8), 3: (32, 32), 5: (32, 32)}[scales]
    count = 1 + scales * angles + scales * (scales - 1) // 2 * angles**2
    values = np.random.default_rng(0).random((4, count))
    figure = coefficients.draw(many[0, 0][None].repeat(4, 0), values, np.arange(4), 0.05, (scales, angles))
    style.save(figure, [tmp_path / "coefficients.png"])
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


def test_a_ripple_is_written_under_its_picture_and_is_in_its_curve():
    offsets = np.arange(29)
    noise = np.random.default_rng(0).normal(0, 0.01, (29, 29))
    rippled = 0.5 + 0.1 * np.cos(np.pi * offsets / 2) + noise
    figure = ripple.draw([(runs(1)[0], rippled)])
    picture, curve = figure.axes[0], figure.axes[-1]
    deviation = picture.images[0].get_array()
    assert np.allclose(deviation, [[10, 0, -10, 0]] * 4, atol=1)
    assert "% of the variance" in picture.get_xlabel()
    periods, shares = curve.lines[0].get_data()
    assert periods[np.argmax(shares)] in (4, 8) and shares[2] > 90
    (picture, *_) = ripple.draw([(runs(1)[0], rippled[:5, :5])]).axes
    assert picture.get_xlabel() == "the map is too small\nfor a period of 4"


@pytest.mark.filterwarnings("error")
def test_a_flat_map_has_a_picture_but_no_curve_on_a_logarithmic_axis():
    flat, rippled = np.full((29, 29), 0.5), np.random.default_rng(0).random((29, 29))
    (picture, *_) = ripple.draw([(runs(1)[0], flat)]).axes
    assert picture.get_xlabel() == "no ripple at all:\nthe map is flat"
    invariant, other = (Run("shifted", name, 1) for name in ("invariant", "other"))
    figure = ripple.draw([(invariant, flat), (other, rippled)])
    (legend,) = [legend for part in figure.subfigs for legend in part.legends]
    assert [text.get_text() for text in legend.get_texts()] == ["other, shifted"]
    never_right = pd.DataFrame({"epoch": [0, 1], "test_accuracy": [0.0, 0.0]})
    (legend,) = learning_curves.draw([(invariant, never_right)]).legends
    assert [text.get_text() for text in legend.get_texts()] == ["invariant, shifted"]


def test_controls_have_a_column_each_with_what_is_reached():
    numbers = {
        "classes": 1,
        "neurons": ["fc1"],
        "activations": {"L2": [0.5, 7.25], "blur": [0.25, 3]},
    }
    figure = controls.draw(np.zeros((2, 2, 8, 8), np.float32), numbers, ["Bag", "Coat"])
    assert [ax.get_title() for ax in figure.axes] == ["L2\n50.0 %", "blur\n25.0 %", "7.2", "3.0"]


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
    assert "Weights trained on centered, in the middle, where centered garments are: " in words
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
    assert titles == ["Bag\ntrue: Bag", "✗ Bag\ntrue: Coat"]


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
    for suffix in ("pdf", "png"):
        paths = [tmp_path / f"{name}.{suffix}" for name in "ab"]
        for path in paths:
            style.save(confusion.draw(np.eye(3, dtype=int), list("abc"), "title", rates=False), [path])
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_networks_are_at_their_mean_with_their_cost_in_the_legend():
    table = pd.DataFrame(
        {
            "trained_on": ["a", "a", "any placement"],
            "network": ["net", "net", "other"],
            "seed": [1, 2, 1],
            "parameters": [1200, 1200, 30],
            "encoding_seconds": [2, 4, 0],
            "training_seconds": [7, 7, 5],
            "test_accuracy": [0.5, 0.7, 0.2],
            "consistency": [0.9, 0.9, 1],
            "test_accuracy_interval": 0.02,
            "consistency_interval": 0.0,
        }
    )
    table = table.assign(dataset=table["trained_on"], architecture=table["network"])
    figure = networks.draw(table)
    (ax,) = figure.axes
    net, other = (container.lines[0] for container in ax.containers)
    assert net.get_xydata().tolist() == [[pytest.approx(90), pytest.approx(60)]]
    assert other.get_xydata().tolist() == [[pytest.approx(100), pytest.approx(20)]]
    spans = [container.lines[2][1].get_segments()[0][:, 1] for container in ax.containers]
    assert spans[0] == pytest.approx([60 - 127.06, 60 + 127.06], abs=0.1)  # of two seeds
    assert spans[1] == pytest.approx([18, 22])  # of one, two standard errors
    assert net.get_color() != other.get_color() and net.get_marker() != other.get_marker()
    labels = [text.get_text() for text in figure.legends[0].get_texts()]
    assert labels == [
        "net, a: 60.0 %, 1,200 parameters, 10 s",
        "other, any placement: 20.0 %, 30 parameters, 5 s",
    ]


def test_a_garment_is_where_the_first_network_is_least_moderately_and_most_confident():
    first, second = np.zeros((2, 2, 2, 3))
    first[..., 1] = [[0.5, 0.9], [0.1, 0.3]]
    garment = np.full((4, 6), 200, np.uint8)
    figure = three_offsets.draw(garment, 1, 7, ["a", "b", "c"], {"one": first, "two": second})
    frames, bars = figure.axes[:3], figure.axes[3:]
    assert [ax.get_title() for ax in frames] == ["1 down, 0 across", "0 down, 0 across", "0 down, 1 across"]
    assert frames[2].images[0].get_array()[0].tolist() == [0, 200, 200, 200, 200, 200, 200]
    assert [ax.containers[0].datavalues.tolist() for ax in bars] == [[0, 10, 0], [0, 50, 0], [0, 90, 0]]
    assert [label.get_text() for label in bars[0].get_yticklabels()] == ["a", "b (true)", "c"]


def test_a_hundred_classes_fit_on_a_page():
    figure = three_offsets.draw(
        np.ones((4, 4)), 0, 5, [f"class {k}" for k in range(100)], {"one": np.ones((2, 2, 100))}
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
    assert [text.get_text() for text in bars.texts] == ["1.0x", "9.0x", "12.0x"]
    assert [bar.get_hatch() is None for bar in bars.patches] == [True, True, False]
    assert panels["synthesis, two_full"].get_xlabel() == "images per second"
    assert panels["training, two_conv_two_full"].get_xlabel() == "frames per second"


def test_the_garment_shown_is_further_from_itself_than_from_one_of_another_class():
    moved, nearest = np.array([9.0, 3, 5, 4, 8]), np.array([3.0, 4, 4, 3, 4])
    differs = np.array([False, True, True, True, True])
    assert surprise.choose(moved, nearest, differs) == 3  # the median of 2, 3 and 4
    assert surprise.choose(nearest, moved, ~differs) == 1  # further, though of the same class
    assert surprise.choose(np.zeros(2), np.ones(2), np.ones(2, bool)) == 0
