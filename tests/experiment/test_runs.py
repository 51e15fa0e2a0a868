import yaml

from shiftlab.experiment import load, runs
from shiftlab.experiment.runs import Run
from tests.experiment.test_load import DEFAULTS


def experiment(**changes):
    """Return the default experiment with two networks, without front ends, and some changes."""
    networks = {"two_full": {"options": {"hidden": 7}}, "two_conv_two_full": {"training": {"epochs": 3}}}
    return load.experiment({"architectures": networks} | changes, DEFAULTS)


def test_there_is_a_run_for_each_dataset_architecture_and_seed():
    found = runs.all_runs(experiment(seeds=[5, 2]))
    assert len(found) == len(set(found)) == 8
    assert found[:3] == [
        Run("shifted", "two_full", 5),
        Run("shifted", "two_full", 2),
        Run("shifted", "two_conv_two_full", 5),
    ]


def test_runs_of_the_first_seed_are_drawn_or_all_of_them():
    assert {run.seed for run in runs.drawn_runs(experiment(seeds=[5, 2]))} == {5}
    every = experiment(seeds=[5, 2], figures="all")
    assert runs.drawn_runs(every) == runs.all_runs(every)


def test_what_decides_a_run_is_of_json_s_types_and_has_no_names_of_classes():
    settings = runs.settings(experiment(), Run("centered", "two_conv_two_full", 1))
    assert settings == {
        "dataset": "centered",
        "frame": 56,
        "placement": "center",
        "classes": 10,
        "architecture": "two_conv_two_full",
        "options": {},
        "seed": 1,
        "training": DEFAULTS["training"] | {"epochs": 3},
        "normalisation": DEFAULTS["normalisation"],
    }
    assert yaml.safe_load(yaml.safe_dump(settings)) == settings


def test_a_network_is_tested_where_frame_and_classes_are_the_same():
    shifted, centered = DEFAULTS["datasets"].values()
    datasets = {
        "shifted": shifted,
        "small": centered | {"frame": 40},
        "digits": centered | {"source": "mnist"},
        "renamed": centered | {"source": "renamed"},
        "centered": centered,
    }
    names = ["Tee", *"bcdefghij"]
    sources = {"fashion_mnist": {}, "mnist": {}, "renamed": {"kind": "fashion_mnist", "classes": names}}
    found = experiment(datasets=datasets, sources=sources)
    assert runs.alike(found, "centered") == ["centered", "shifted"]
    assert runs.alike(found, "digits") == ["digits"]
    pairs = [(run.dataset, tested_on) for run, tested_on in runs.transfers(found)]
    assert len(pairs) == 14 and ("shifted", "centered") in pairs and ("renamed", "centered") not in pairs


def test_only_the_perceptron_on_shifted_fashion_mnist_follows_the_notebook():
    assert runs.notebook_runs(experiment(seeds=[1, 2])) == [
        Run("shifted", "two_full", 1),
        Run("shifted", "two_full", 2),
    ]
    digits = {name: dataset | {"source": "mnist"} for name, dataset in DEFAULTS["datasets"].items()}
    assert runs.notebook_runs(experiment(sources={"mnist": {}}, datasets=digits)) == []
    assert runs.notebook_runs(experiment(datasets={"centered": DEFAULTS["datasets"]["centered"]})) == []


def test_an_option_goes_to_the_front_end_if_that_takes_it():
    networks = {"scattering_two_full": {"options": {"scales": 2, "hidden": 7}}}
    assert runs.front_end_options(experiment(architectures=networks), "scattering_two_full") == {"scales": 2}
