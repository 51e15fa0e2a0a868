"""The documented examples of a student's networks, without and with a front end, from file to figures."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.conftest import ROOT, documented_networks
from tests.workflow.test_build import FIGURES
from tests.workflow.test_staleness import EQUIVARIANCE, RUNS_TOGETHER, TABLES, remade, run_files, stale

pytestmark = pytest.mark.slow

ENCODINGS = {
    "encodings/shifted/my_net/deformation.npz",
    *(f"encodings/shifted/my_net/{part}{kind}" for part in ("train", "test") for kind in (".npz", ".json")),
}


MINE = ("my_plain_net", "my_net")
STRIPES = {f"tables/stripes{suffix}" for suffix in (".csv", ".tex")}
DEFORMATION = {
    *(f"tables/deformation{suffix}" for suffix in (".csv", ".tex")),
    *(f"figures/deformation{suffix}" for suffix in (".pdf", ".png", ".svg")),
}


@pytest.fixture(scope="module")
def _own(_built, tmp_path_factory):
    """A project in which everything was made, and then everything for two more networks."""
    project = _built.copy(tmp_path_factory.mktemp("own") / "project")
    for name, code in zip(MINE, documented_networks()):
        (project.folder / f"scripts/architectures/{name}.py").write_text(code)
    project.configure(lambda config: config["architectures"].update({name: {} for name in MINE}))
    project.new = remade(project)
    return project


@pytest.fixture
def own(_own, tmp_path):
    return _own.copy(tmp_path / "own")


def figures_on(dataset, paths):
    return {Path(path).stem for path in paths if path.startswith(f"figures/{dataset}/")}


def test_a_new_network_is_trained_measured_and_drawn_and_no_other_is(_own):
    plain, mine = (run_files(_own.results(), name) for name in MINE)
    assert mine >= ENCODINGS
    assert _own.new == plain | mine | RUNS_TOGETHER | EQUIVARIANCE | STRIPES | DEFORMATION
    assert figures_on("shifted", mine) == FIGURES and not figures_on("centered", mine)
    for dataset in ("shifted", "centered"):
        assert figures_on(dataset, plain) == FIGURES | {"stripes"}
    for table in (*TABLES, "equivariance", "stripes"):
        rows = csv.DictReader((_own.folder / f"results/tables/{table}.csv").open())
        there = {row["architecture"] for row in rows}
        assert [name in there for name in MINE] == [True, table in TABLES], table


def test_an_invariant_network_predicts_the_same_everywhere(_own):
    run = _own.folder / "results/runs/shifted/my_net/seed1"
    with np.load(run / "translation.npz") as arrays:
        predicted = arrays["predicted"]
        assert predicted.shape == (10, 29, 29) and (predicted == predicted[:, :1, :1]).all()
        assert arrays["changes"].shape == (10,) and arrays["changes"].max() < 1e-5
    record = json.loads((_own.folder / "results/encodings/shifted/my_net/test.json").read_text())
    assert record["shape"] == [784] and record["seconds"] > 0


def rows_of(project, table):
    rows = csv.DictReader((project.folder / f"results/tables/{table}.csv").open())
    return [row for row in rows if row["architecture"] == "my_net"]


def test_an_invariant_network_is_trained_once_for_any_placement(_own):
    """It has one row in every table, and its accuracy is that of all test garments."""
    assert not any("centered/my_net" in path for path in _own.results())
    for table in (*TABLES[:-1], "stripes"):
        assert len(rows_of(_own, table)) == (table != "stripes"), table
    (row,), (tested,) = rows_of(_own, "networks"), rows_of(_own, "accuracy")
    assert (row["network"], row["trained_on"], row["consistency"]) == ("my net", "any placement", "1")
    assert float(row["encoding_seconds"]) > 0
    assert row["parameters"] == str(784 * 50 + 50 + 50 * 10 + 10)
    (mapped,), (transfer,) = rows_of(_own, "translation"), rows_of(_own, "transfer")
    assert mapped["garments"] == tested["test_garments"] == "200"
    accuracies = {mapped[f"{which}_accuracy"] for which in ("expected", "center", "best", "worst")}
    assert accuracies == {tested["test_accuracy"], transfer["accuracy"]}
    assert transfer["tested_on"] == "any placement"
    assert (mapped["measured"], mapped["changed"]) == ("10", "0") and float(mapped["change"]) < 1e-5


def test_an_option_behind_the_front_end_trains_again_and_encodes_nothing(own):
    own.configure(lambda config: config["architectures"]["my_net"].update(options={"width": 7}))
    new = stale(own)
    assert run_files(own.results(), "my_net") - ENCODINGS <= new and not ENCODINGS & new
    weights = "results/runs/shifted/my_net/seed1/weights.safetensors"
    own.build(weights)
    record = json.loads((own.folder / weights).with_name("training.json").read_text())
    assert record["parameters"] == 784 * 7 + 7 + 7 * 10 + 10


def test_a_front_end_is_made_again_for_another_normalisation_and_not_for_another_seed(own):
    own.configure(lambda config: config["normalisation"].update(mean=0.2))
    assert stale(own) >= ENCODINGS
    own.configure(lambda config: config["normalisation"].update(mean=0.1307))
    own.configure(lambda config: config.update(seeds=[1, 2]))
    new = stale(own)
    assert "runs/shifted/my_net/seed2/weights.safetensors" in new and not ENCODINGS & new


def test_the_studies_are_valid_experiments_and_keep_what_is_made(own):
    """On the tiny data, with all networks there are; what the default shares with them is not made again."""
    for name in MINE:
        own.configure(lambda config, name=name: config["architectures"].pop(name))
    study = own.folder / "study.yaml"
    config = yaml.safe_load(study.read_text())
    for name, dataset in list(config["datasets"].items()):
        if dataset["training_garments"] > 400:  # of which the tiny set has no more
            del config["datasets"][name]
    study.write_text(yaml.safe_dump(config))
    config["architectures"] |= yaml.safe_load((ROOT / "study_cluster.yaml").read_text())["architectures"]
    done = own.snakemake("--summary", "--configfile", "study.yaml", "study_cluster.yaml")
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(done.stdout.splitlines(), delimiter="\t")
    plan = {row["output_file"]: row["plan"] for row in rows}
    weights = {path: what for path, what in plan.items() if path.endswith("weights.safetensors")}
    assert {path.split("/")[3] for path in weights} == {
        *("two_full", "two_conv_two_full"),
        *config["architectures"],
    }
    default = yaml.safe_load((ROOT / "config.yaml").read_text())["architectures"]
    assert list(config["architectures"])[: len(default)] == list(default)  # the order of figures and tables
    architectures = {path.stem for path in (ROOT / "scripts/architectures").glob("*.py")}
    assert architectures - set(MINE) == set(default) | set(config["architectures"])
    trained = {tuple(path.split("/")[2:4]) for path in weights}
    assert ("centered", "two_full") in trained and ("centered", "scattering_linear") not in trained
    assert weights["results/runs/shifted/two_full/seed1/weights.safetensors"] == "no update"
