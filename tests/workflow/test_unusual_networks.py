"""Networks whose operators are not a perceptron's or a CNN's go through the whole graph."""

import json

import numpy as np
import pytest

from tests.conftest import new_project
from tests.networks.unusual import NETWORKS, ROLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project in which these networks were trained for an epoch, on shifted garments, and all was made."""
    project = new_project(tmp_path_factory.mktemp("unusual") / "project")
    for name, code in NETWORKS.items():
        (project.folder / f"scripts/architectures/{name}.py").write_text(code)

    def only_these(config):
        config["architectures"] = {name: {} for name in NETWORKS}
        config["architectures"]["twice"] = {"synthesis": {"neurons": 0}}
        config["datasets"].pop("centered")
        config["training"]["epochs"] = 1
        config["synthesis"].update(neurons=4, steps=2)

    project.configure(only_these)
    project.build()
    return project


@pytest.mark.parametrize("name", NETWORKS)
def test_its_operators_get_the_figures_that_make_sense(project, name):
    figures = project.folder / f"results/figures/shifted/{name}/seed1"
    made = {path.stem for path in figures.glob("*.png")}
    assert {"confusion_rates", "class_images", "controls", "class_maps", "output_weights"} <= made
    hidden = [operator for operator, role in ROLES[name].items() if role == "hidden"]
    assert ("neuron_images" in made) == (name in ("attention", "rows", "residual"))
    assert ("kernels" in made) == (name in ("rows", "residual"))
    assert ("stripes" in made) == (name in ("twice", "linear"))
    run = project.folder / f"results/runs/shifted/{name}/seed1"
    with np.load(run / "synthesis.npz") as arrays:
        drawn = [array for array in arrays if array.startswith("neurons/")]
    assert drawn == ([f"neurons/{operator}" for operator in hidden] if name != "twice" else [])
    record = json.loads((run / "training.json").read_text())
    assert {operator["name"]: operator["role"] for operator in record["operators"]} == ROLES[name]


def test_an_operator_without_images_is_one_line_in_the_log(project):
    log = (project.folder / "results/logs/synthesize/shifted/lstm/seed1.log").read_text()
    assert log.count("embed: no images of its neurons, as its output has no row per frame") == 1
    for name in ("attention", "twice"):
        log = (project.folder / f"results/logs/synthesize/shifted/{name}/seed1.log").read_text()
        assert "no images" not in log
