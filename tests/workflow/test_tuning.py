"""`snakemake tune` on the tiny set: settings compared on training garments that are held out."""

import csv
import json

import pytest

from tests.experiment.test_load import put
from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow

NETWORKS = {
    "two_full": {"options": {"hidden": 20}, "tuning": {"epochs": [1, 2]}},
    "fourier_modulus_two_full": {"options": {"hidden": 20}, "tuning": {"learning_rate": [0.001, 0.1]}},
}
POINTS = {
    *(f"tuning/two_full/epochs{epochs}.json" for epochs in (1, 2)),
    *(f"tuning/fourier_modulus_two_full/learning_rate{rate}.json" for rate in (0.001, 0.1)),
}
TABLE = {"tables/tuning.csv", "tables/tuning.tex"}


def planned(project, *arguments):
    """Return the files that a target needs, with the inputs of each and whether it will be made."""
    done = project.snakemake("--detailed-summary", *arguments)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(done.stdout.splitlines(), delimiter="\t")
    return {row["output_file"].removeprefix("results/"): row for row in rows}


def to_make(project, *arguments):
    return {file for file, row in planned(project, *arguments).items() if row["plan"] == "update pending"}


def table(project):
    with open(project.folder / "results/tables/tuning.csv", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def _tuned(_checked, tmp_path_factory):
    """A project with two networks, one of them with a front end, in which only `tune` was made."""
    project = _checked.copy(tmp_path_factory.mktemp("tuned") / "project")

    def narrow(config):
        config["architectures"] = NETWORKS
        del config["datasets"]["centered"]

    project.configure(narrow)
    project.build("tune")
    return project


@pytest.fixture
def tuned(_tuned, tmp_path):
    return _tuned.copy(tmp_path / "tuned")


def test_the_table_has_every_point_and_a_winner_of_each_network(_tuned):
    rows = table(_tuned)
    assert [(row["architecture"], row["learning_rate"], row["epochs"]) for row in rows] == [
        ("two_full", "0.1", "1"),
        ("two_full", "0.1", "2"),
        ("fourier_modulus_two_full", "0.001", "2"),
        ("fourier_modulus_two_full", "0.1", "2"),
    ]
    for name in NETWORKS:
        own = [row for row in rows if row["architecture"] == name]
        best = max(own, key=lambda row: float(row["validation_accuracy"]))
        assert [row["chosen"] for row in own].count("True") == 1 and best["chosen"] == "True"
    assert [row["configured"] for row in rows] == ["False", "True", "False", "True"]


def test_the_test_set_plays_no_part(_tuned):
    """No job has a test file as input, and none of the test garments are encoded."""
    assert set(_tuned.results()) >= POINTS | TABLE
    assert not any(file.startswith(("runs/", "datasets/", "figures/")) for file in _tuned.results())
    assert not any("t10k" in file or "test" in file for file in _tuned.results() if "sources" not in file)
    plan = planned(_tuned, "tune")
    inputs = {file: plan[file]["input-file(s)"] for file in POINTS}
    assert not any(part in files for files in inputs.values() for part in ("t10k", "test"))
    encodings = "results/encodings/shifted/fourier_modulus_two_full/train.npz"
    assert {files for file, files in inputs.items() if "/fourier" in file} == {encodings}
    record = json.loads((_tuned.folder / "results/tuning/two_full/epochs1.json").read_text())
    assert (record["trained_garments"], record["validation_garments"]) == (340, 60)


def test_a_build_needs_no_tuning_and_keeps_its_results(tuned):
    assert not any("tuning" in file for file in stale(tuned) | set(planned(tuned)))
    assert "tuning" not in tuned.build("--dry-run", "remove_leftovers").stdout
    assert "Nothing to be done" in tuned.build("tune").stderr
    before = stale(tuned)
    tuned.configure(put("architectures.two_full.tuning", {"epochs": [2, 3]}))
    assert stale(tuned) == before
    assert to_make(tuned, "tune") == {"tuning/two_full/epochs3.json"} | TABLE
    old = "results/tuning/two_full/epochs1.json"
    plan = tuned.build("--dry-run", "remove_leftovers").stdout
    assert f"  {old}\n" in plan and "epochs2" not in plan and "tables/tuning" not in plan


def test_a_configured_winner_tries_nothing_again(tuned):
    """Only the column that says what is configured changes."""
    tuned.configure(put("architectures.two_full.training", {"epochs": 1}))
    assert to_make(tuned, "tune") == TABLE
    tuned.build("tune")
    assert [row["configured"] for row in table(tuned)] == ["True", "False", "False", "True"]
    tuned.configure(put("architectures.two_full.training", {"epochs": 1, "momentum": 0.9}))
    points = {file for file in POINTS if "/two_full/" in file}
    assert to_make(tuned, "tune") == points | TABLE


def test_without_settings_to_compare_there_is_no_tuning(project):
    done = project.snakemake("tune")
    assert done.returncode == 1
    assert "error: architectures: none has settings to compare; for example, two_full: {tun" in done.stderr
    assert "Traceback" not in done.stderr
