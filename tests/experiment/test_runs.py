import yaml

from shiftlab.experiment import labels, load, related_datasets, runs
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
        "garment": [28, 28],
        "placement": "center",
        "background": "black",
        "training_garments": None,
        "passes": 1,
        "classes": 10,
        "architecture": "two_conv_two_full",
        "options": {},
        "seed": 1,
        "training": DEFAULTS["training"] | {"epochs": 3},
        "normalisation": DEFAULTS["normalisation"],
    }
    assert yaml.safe_load(yaml.safe_dump(settings)) == settings


def test_a_network_is_tested_where_frame_and_classes_are_the_same():
    shifted, centered, *_ = DEFAULTS["datasets"].values()
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
    assert related_datasets.alike(found, "centered") == ["centered", "shifted"]
    assert related_datasets.alike(found, "digits") == ["digits"]
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


SHIFTED = DEFAULTS["datasets"]["shifted"]
NETWORKS = {"two_full": {"label": "perceptron"}, "fourier_modulus_two_full": {"label": "Fourier"}}


def of_datasets(**datasets):
    """Return the experiment of a perceptron and an invariant network on some datasets."""
    return experiment(architectures=NETWORKS, datasets=datasets)


def test_an_invariant_network_is_trained_once_for_all_placements():
    found = of_datasets(
        centered=SHIFTED | {"placement": "center"}, shifted=SHIFTED, again=SHIFTED | {"frame": 60}
    )
    trained = [run[:2] for run in runs.all_runs(found)]
    assert trained == [
        ("centered", "two_full"),
        ("shifted", "two_full"),
        ("shifted", "fourier_modulus_two_full"),
        ("again", "two_full"),
        ("again", "fourier_modulus_two_full"),
    ]
    tests = [(run.dataset, name) for run, name in runs.transfers(found) if "fourier" in run.architecture]
    assert tests == [("shifted", "shifted"), ("again", "again")]
    names = [labels.network(found, run) for run in runs.all_runs(found)]
    assert names[:3] == [
        "perceptron, trained on centered",
        "perceptron, trained on shifted",
        "Fourier, any placement of shifted",
    ]


def test_every_network_is_tested_in_front_of_each_background():
    noise = SHIFTED | {"background": {"noise": 0.1}}
    found = of_datasets(
        shifted=SHIFTED, noisy=noise | {"test_only": True}, centered=SHIFTED | {"placement": "center"}
    )
    tests = [(run.dataset, run.architecture, name) for run, name in runs.robustness_tests(found)]
    assert tests == [
        ("shifted", "two_full", "shifted"),
        ("shifted", "two_full", "noisy"),
        ("shifted", "fourier_modulus_two_full", "shifted"),
        ("shifted", "fourier_modulus_two_full", "noisy"),
        ("centered", "two_full", "centered"),
        ("centered", "two_full", "noisy"),
    ]
    assert labels.placement_shown(found, "noisy", "fourier_modulus_two_full") == "noisy"
    assert runs.robustness_tests(of_datasets(shifted=SHIFTED)) == []
    # In front of noise, a front end's features depend on the frame, and so on the placement.
    found = of_datasets(noisy=noise, still=noise | {"placement": "center"})
    assert len(runs.all_runs(found)) == 4


def test_a_small_dataset_shows_what_an_accuracy_costs_and_nothing_else():
    few, fewer = (SHIFTED | {"training_garments": count, "passes": 9} for count in (1000, 100))
    found = of_datasets(fewer=fewer, shifted=SHIFTED, few=few)
    assert {run.dataset for run in runs.all_runs(found)} == {"shifted"}
    assert [run.dataset for run in runs.small_runs(found)] == ["fewer"] * 2 + ["few"] * 2
    assert (
        related_datasets.full_size(found, "fewer")
        == "shifted"
        == related_datasets.full_size(found, "shifted")
    )
    assert related_datasets.alike(found, "shifted") == ["shifted"]
    # The largest of several is not small, whatever its size.
    assert {run.dataset for run in runs.all_runs(of_datasets(fewer=fewer, few=few))} == {"few"}
