import json

import numpy as np
import pandas as pd
import pytest

from shiftlab.analysis import covariance
from shiftlab.experiment.runs import Run
from shiftlab.tables import number_files, numbers

NAMES = {"network": "Net", "trained_on": "shifted", "dataset": "shifted", "architecture": "net"}
ACCURACY = pd.DataFrame(NAMES | {"seed": [1, 2], "parameters": 7, "test_accuracy": [0.5, 0.7]})
STRIPES = pd.DataFrame(
    NAMES
    | {"seed": 1, "operator": "fc1"}
    | {"weights": ["trained", "noise"], "region": "middle", "cosine_1": 0.1}
    | {"pair_share": [0.2, 0.01], "pair_share_interval": [0.04, np.nan]}
)


def test_a_number_of_one_seed_is_that_of_its_table_and_has_no_interval_but_that_over_neurons():
    found = numbers.of_tables({"accuracy": ACCURACY[:1], "stripes": STRIPES})
    assert found == {
        "runs/shifted/net/parameters": 7,
        "runs/shifted/net/test_accuracy": 0.5,
        "runs/shifted/net/stripes/fc1/trained/middle/pair_share": 0.2,
        "runs/shifted/net/stripes/fc1/trained/middle/pair_share_interval": pytest.approx(0.04),
        "runs/shifted/net/stripes/fc1/noise/middle/pair_share": 0.01,
    }


def test_a_number_of_two_seeds_is_their_mean_with_its_interval():
    found = numbers.of_tables({"accuracy": ACCURACY})
    assert found["runs/shifted/net/test_accuracy"] == pytest.approx(0.6)
    # Student's quantile for two values, times the standard error of their mean, 0.1.
    assert found["runs/shifted/net/test_accuracy_interval"] == pytest.approx(1.27062, abs=1e-5)
    net = number_files.tree(found)["runs"]["shifted"]["net"]
    assert net["test_accuracy"].half == pytest.approx(1.27062, abs=1e-5)
    several = pd.concat([STRIPES, STRIPES.assign(seed=2, pair_share=[0.4, 0.01])])
    found = numbers.of_tables({"stripes": several})
    trained = "runs/shifted/net/stripes/fc1/trained/middle/pair_share"
    assert found[trained] == pytest.approx(0.3)
    assert found[f"{trained}_interval"] == pytest.approx(1.27062, abs=1e-5)


def test_what_is_not_a_number_is_left_out():
    ripple = pd.DataFrame(NAMES | {"seed": [1], "ripple_ratio": np.nan})
    assert numbers.of_tables({"ripple": ripple}) == {}


def test_a_difference_is_named_both_ways():
    table = pd.DataFrame(
        NAMES
        | {"other_network": "CNN", "other_trained_on": "a", "other_dataset": "a", "other_architecture": "cnn"}
        | {"seeds": [1], "difference": 0.05, "interval": 0.01}
    )
    assert numbers.of_tables({"comparisons": table}) == pytest.approx(
        {
            "runs/shifted/net/than/a/cnn/difference": 0.05,
            "runs/shifted/net/than/a/cnn/difference_interval": 0.01,
            "runs/a/cnn/than/shifted/net/difference": -0.05,
            "runs/a/cnn/than/shifted/net/difference_interval": 0.01,
        }
    )


def test_what_cannot_be_reached_has_no_number():
    table = pd.DataFrame(
        NAMES | {"training_garments": [100, 300], "seed": 1, "baseline_garments": [250.0, np.inf]}
    )
    assert numbers.of_tables({"examples": table}) == {"runs/shifted/net/examples/100/baseline_garments": 250}


def counted(tmp_path, *matrices):
    """Return the numbers of a network whose seeds have these confusion matrices."""
    runs = [Run("shifted", "net", seed) for seed, _ in enumerate(matrices)]
    paths = [tmp_path / f"{seed}.json" for seed, _ in enumerate(matrices)]
    for path, matrix in zip(paths, matrices):
        path.write_text(json.dumps({"confusion": matrix}))
    found = numbers.of_predictions(runs, paths, {"shifted": ["a", "b", "c"]})
    return {name.removeprefix("runs/shifted/net/"): value for name, value in found.items()}


def test_the_hardest_class_and_the_commonest_mistake_are_counted_over_the_seeds(tmp_path):
    assert counted(tmp_path, [[3, 1, 0], [0, 2, 0], [2, 0, 1]], [[4, 0, 0], [0, 2, 0], [1, 0, 2]]) == {
        "hardest_class": "c",
        "hardest_accuracy": pytest.approx(1 / 2),
        "mistaken_class": "c",
        "mistaken_for": "a",
        "mistaken_share": pytest.approx(1 / 2),
    }


def test_a_class_without_test_frames_is_not_the_hardest(tmp_path):
    found = counted(tmp_path, [[4, 0, 0], [0, 0, 0], [0, 1, 3]])
    assert (found["hardest_class"], found["hardest_accuracy"]) == ("c", 0.75)


def test_a_network_without_mistakes_has_no_commonest_one(tmp_path):
    found = counted(tmp_path, [[4, 0, 0], [0, 0, 0], [0, 0, 3]], [[2, 0, 0], [0, 0, 0], [0, 0, 5]])
    assert found == {"hardest_class": "a", "hardest_accuracy": 1}


def test_the_least_confident_image_of_a_class_and_a_seed_counts(tmp_path):
    runs, paths = [Run("shifted", "net", seed) for seed in (1, 2)], [tmp_path / "1.json", tmp_path / "2.json"]
    for path, shares in zip(paths, ([0.9, 0.8], [0.6, 0.7])):
        images = [{"probabilities": [shares[0], 0]}, {"probabilities": [1, shares[1]]}]
        path.write_text(json.dumps({"classes": images}))
    name = "runs/shifted/net/class_image_probability"
    assert numbers.of_synthesis(runs, paths) == {name: 0.6}


def test_the_difference_to_the_notebook_is_the_largest_of_any_epoch():
    table = pd.DataFrame({"accuracy": [0.5, 0.6], "notebook_accuracy": [0.51, 0.55]})
    assert numbers.of_tables({"reproduction": table}) == {
        "runs/shifted/two_full/notebook_difference": pytest.approx(0.05)
    }


def test_garments_further_from_themselves_than_from_another_are_counted(tmp_path):
    file = tmp_path / "distances.npz"
    arrays = {"nearest": [1, 2, 0], "nearest_distance": [3.0, 5, 2], "shifts": [1, 2]}
    np.savez(file, moved_distance=[[2.0, 5, 4], [4, 6, 9]], **arrays)
    assert numbers.of_distances("shifted", file) == {
        "datasets/shifted/moved/1/further": pytest.approx(1 / 3),
        "datasets/shifted/moved/2/further": 1,
        "datasets/shifted/moved/garments": 3,
    }


def test_facts_about_a_covariance_are_those_in_its_file(tmp_path):
    garments = np.random.default_rng(0).integers(256, size=(30, 4, 4), dtype=np.uint8)
    measured = covariance.measure(garments, 6, "uniform")
    np.savez(tmp_path / "covariance.npz", **measured)
    assert numbers.of_covariance("shifted", tmp_path / "covariance.npz") == {
        "datasets/shifted/fourier_diagonal": measured["frame/fourier_diagonal"],
        "datasets/shifted/fourier_diagonal_middle": measured["middle/fourier_diagonal"],
        "datasets/shifted/eigenvectors": 36,
        "datasets/shifted/explained_variance": pytest.approx(1),
    }
    np.savez(tmp_path / "large.npz", **covariance.measure(garments, 1000, "uniform"))
    assert numbers.of_covariance("shifted", tmp_path / "large.npz") == {}


def test_the_sizes_of_a_scattering_are_those_of_its_arrays(tmp_path):
    sums = np.array([[9, 0.25], [0.5, 0.75]], np.float32)
    arrays = {"spectra": np.zeros((3, 6, 2, 2)), "coefficients": np.zeros((4, 127))}
    np.savez(tmp_path / "wavelets.npz", littlewood_paley=sums, **arrays)
    found = numbers.of_wavelets("runs/shifted/net", tmp_path / "wavelets.npz")
    assert found == {
        "runs/shifted/net/scales": 3,
        "runs/shifted/net/angles": 6,
        "runs/shifted/net/coefficients": 127,
        "runs/shifted/net/littlewood_paley_least": 0.25,
        "runs/shifted/net/littlewood_paley_most": 0.75,
    }
