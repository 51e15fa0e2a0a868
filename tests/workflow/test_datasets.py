"""Datasets with another background, and with few training garments, through the graph."""

import csv
import json

import numpy as np
import pytest

from tests.workflow.test_handout import told
from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow

NETWORKS = {
    "two_full": {"label": "perceptron", "options": {"hidden": 20}},
    "recentred_two_full": {"label": "recentred", "training": {"epochs": 6}},
}


@pytest.fixture(scope="module")
def _made(_checked, tmp_path_factory):
    """A project with the tables and figures that need such datasets."""
    project = _checked.copy(tmp_path_factory.mktemp("datasets") / "project")

    def configure(config):
        shifted = config["datasets"]["shifted"]
        config["datasets"] = {
            "few": shifted | {"training_garments": 100, "passes": 2},
            "shifted": shifted,
            "noisy": shifted | {"background": {"noise": 0.1}, "test_only": True},
            "cluttered": shifted | {"background": "clutter", "test_only": True},
        }
        config["architectures"] = NETWORKS

    project.configure(configure)
    project.build("robustness", "examples", "translation", "results/figures/noisy/samples.png")
    return project


@pytest.fixture
def made(_made, tmp_path):
    return _made.copy(tmp_path / "made")


def rows(project, table):
    return list(csv.DictReader((project.folder / f"results/tables/{table}.csv").open()))


def test_every_network_is_tested_in_front_of_each_background(_made):
    found = {(row["network"], row["tested_on"]): float(row["accuracy"]) for row in rows(_made, "robustness")}
    assert list(found) == [
        *(("perceptron", name) for name in ("black", "noisy", "cluttered")),
        *(("recentred", name) for name in ("black", "noisy", "cluttered")),
    ]
    # Where nothing is black there is nothing to recentre by.
    assert found["recentred", "black"] > 0.5 > 0.3 > found["recentred", "noisy"]


def test_backgrounds_are_behind_the_same_garments_at_the_same_offsets(_made):
    black, *others = (
        dict(np.load(_made.folder / f"results/datasets/{name}/test.npz"))
        for name in ("shifted", "noisy", "cluttered")
    )
    for other in others:
        assert np.array_equal(other["offsets"], black["offsets"])
        assert (other["frames"] != black["frames"]).any(axis=(1, 2)).all()


def test_few_garments_appear_among_the_examples_alone(_made):
    found = {(row["network"], row["training_garments"], row["passes"]) for row in rows(_made, "examples")}
    assert found == {
        (name, *counts) for name in ("perceptron", "recentred") for counts in (("100", "2"), ("400", "1"))
    }
    perceptron = [row for row in rows(_made, "examples") if row["network"] == "perceptron"]
    assert perceptron[-1]["baseline_garments"] in ("0", "400")  # what it needs for what it has reached itself
    assert [row["dataset"] for row in rows(_made, "translation")] == ["shifted"] * 2
    assert not any("/few/" in path for path in _made.results() if "translation" in path)


def test_the_handout_tells_how_many_garments_the_perceptron_needs(made):
    text = told(made)
    needs = [row["baseline_garments"] for row in rows(made, "examples") if row["network"] == "recentred"]
    assert needs[0] == "inf"
    numbers = json.loads((made.folder / "results/tables/numbers.json").read_text())
    examples = "runs/shifted/recentred_two_full/examples"
    few, all_of_them = (
        f"{100 * numbers[f'{examples}/{count}/test_accuracy']:.1f} ± "
        f"{100 * numbers[f'{examples}/{count}/test_accuracy_interval']:.1f} %"
        for count in (100, 400)
    )
    header = "with 100 garments with 400 for the first, the perceptron needs"
    assert f"{header} recentred {few} {all_of_them} more than 400" in text


def test_runs_on_few_garments_are_trained_without_tests_and_share_the_test_frames(_made):
    made = _made.results()
    assert not any("datasets/few/" in path for path in made)
    assert {path for path in made if "encodings/few/" in path and path.endswith(".npz")} == {
        "encodings/few/recentred_two_full/train.npz"
    }
    for name in NETWORKS:
        history = _made.folder / f"results/runs/few/{name}/seed1/history.csv"
        assert history.read_text().startswith("epoch,train_loss\n")


def test_another_noise_tests_again_and_trains_nothing(made):
    made.configure(lambda config: config["datasets"]["noisy"].update(background={"noise": 0.2}))
    new = stale(made)
    tested = {f"runs/shifted/{name}/seed1/predictions/noisy.npz" for name in NETWORKS}
    assert tested | {"datasets/noisy/test.npz", "encodings/noisy/recentred_two_full/test.npz"} <= new
    assert not any(path.endswith("weights.safetensors") for path in new)
    assert not any("cluttered/" in path or "/cluttered." in path for path in new & set(made.results()))


def test_another_number_of_garments_trains_on_these_again(made):
    made.configure(lambda config: config["datasets"]["few"].update(training_garments=50))
    weights = {path for path in stale(made) if path.endswith("weights.safetensors")}
    assert weights == {f"runs/few/{name}/seed1/weights.safetensors" for name in NETWORKS}
