import pytest

from tests.conftest import Project


@pytest.fixture(scope="session")
def perceptrons(_checked, tmp_path_factory):
    """The tiny project, of two perceptrons whose training is long enough to be stopped; left as it is."""
    project = _checked.copy(tmp_path_factory.mktemp("perceptrons") / "project")

    def change(config):
        config["architectures"]["two_full"]["training"] = {"epochs": 300}
        config["architectures"].pop("two_conv_two_full")
        config["datasets"].pop("centered")
        config["seeds"] = [1, 2]

    project.configure(change)
    return project


@pytest.fixture(scope="session")
def trained(perceptrons, once):
    """The same project, whose perceptrons were trained without a stop."""

    def make(folder):
        seeds = (f"results/runs/shifted/two_full/seed{seed}/weights.safetensors" for seed in (1, 2))
        perceptrons.copy(folder).build(*seeds)

    return Project(once("trained", make))
