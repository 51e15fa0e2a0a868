import pytest

from tests.conftest import new_project


@pytest.fixture(scope="module")
def perceptrons(tmp_path_factory):
    """The tiny project, of perceptrons whose training is long enough to be stopped."""
    project = new_project(tmp_path_factory.mktemp("perceptrons"))
    network = {"options": {"hidden": 20}, "training": {"epochs": 1000}}
    project.configure(lambda config: config.update(architectures={"two_full": network}))
    return project
