"""The workflow runs from any folder: code and texts are found from its own, data from the working one."""

import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.conftest import SNAKEMAKE, TINY, Project, new_project
from tests.damage import served

pytestmark = pytest.mark.slow

MODULE = """
configfile: "mine.yaml"


module shiftlab:
    snakefile:
        "{workflow}/Snakefile"
    config:
        config["course"]


use rule * from shiftlab as shiftlab_*


rule all:
    default_target: True
    input:
        rules.shiftlab_all.input,
"""


# As snakedeploy writes it.
DEPLOYED = """
configfile: "config/config.yaml"


module shiftlab:
    snakefile:
        {snakefile}
    config:
        config


use rule * from shiftlab
"""


@pytest.fixture(scope="module")
def workflow(tmp_path_factory):
    """The workflow's folder, with Shiftlab's own config.yaml."""
    project = new_project(tmp_path_factory.mktemp("workflow") / "shiftlab")
    return project.folder


@pytest.fixture(scope="module")
def config(workflow):
    """The tiny configuration of one dataset, less what the workflow's says as well."""
    tiny, whole = (yaml.safe_load(file.read_text()) for file in (TINY, workflow / "config.yaml"))
    tiny["sources"]["fashion_mnist"]["folder"] = str(workflow / "tests/tiny")
    tiny["datasets"].pop("centered")
    return {key: value for key, value in tiny.items() if value != whole[key]}


def build(folder, *arguments):
    done = subprocess.run([*SNAKEMAKE, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def listing(folder):
    """Return the files in a folder, less those that Python and the linters cache."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder) for path in paths}


def assert_complete(folder):
    assert (folder / "results/handout/handout.pdf").read_bytes().startswith(b"%PDF")
    assert "runs/shifted/two_full/parameters" in (folder / "results/captions/translation.rst").read_text()
    assert (folder / "results/figures/shifted/two_full/seed1/neuron_images.png").exists()


@pytest.fixture(scope="module")
def elsewhere(workflow, config, tmp_path_factory):
    """A folder with a configuration, in which one way to name both made the numbers, and another the rest."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "mine.yaml").write_text(yaml.safe_dump(config))
    before = listing(workflow)
    named = ("--directory", folder, "--configfile", folder / "mine.yaml")
    build(workflow, "results/tables/numbers.json", *named)
    rest = build(folder, "-s", workflow / "Snakefile", "--configfile", "mine.yaml")
    assert "] write handout: begun\n" in rest.stderr and "] train " not in rest.stderr
    assert listing(workflow) == before
    return folder


def test_the_working_directory_may_be_another_and_the_configuration_have_any_name(elsewhere, workflow):
    assert_complete(elsewhere)
    folder = shutil.copytree(elsewhere, elsewhere.with_name("renamed"))
    (folder / "mine.yaml").rename(folder / "config.yaml")
    assert "Nothing to be done" in build(folder, "-s", workflow / "Snakefile").stderr
    assert "Nothing to be done" in build(workflow, "--directory", folder).stderr


def test_two_clean_builds_are_the_same_to_the_byte(elsewhere, built):
    """One dataset's runs and figures, as the other is made alike; what shows both is made again."""
    other, of_both = Project(elsewhere), re.compile("/predictions/centered|/stripes[.](pdf|png|svg)")
    paths = [f"results/{path}" for path in built.results() if "/shifted/" in path or "sources/" in path]
    again = [path for path in paths if of_both.search(path)]
    elsewhere_too = [path for path in paths if path not in again]
    assert len(elsewhere_too) > 40 and len(again) == 2 * 2 + 3
    assert [path for path in elsewhere_too if built.bytes_of(path) != other.bytes_of(path)] == []
    before = built.bytes_of(*again)
    built.build("--forcerun", "evaluate", "plot_stripes", "--", *again)
    assert built.bytes_of(*again) == before


def test_the_workflow_may_be_a_module_of_another(elsewhere, workflow, config):
    """It finds what was made without a module, and makes what is missing."""
    folder = shutil.copytree(elsewhere, elsewhere.with_name("module"))
    (folder / "mine.yaml").write_text(yaml.safe_dump({"course": config, "other": 1}))
    (folder / "Snakefile").write_text(MODULE.format(workflow=workflow))
    assert "Nothing to be done" in build(folder).stderr
    run = folder / "results/runs/shifted/two_full/seed1"
    made = [run / "weights.safetensors", run / "stripes.npz", folder / "results/handout/handout.pdf"]
    bytes_before = [path.read_bytes() for path in made]
    for path in (*made, folder / "results/figures/shifted/two_full/seed1/stripes.png"):
        path.unlink()
    trained = build(folder, made[0].relative_to(folder))
    rest = build(folder)
    assert "] train shifted/two_full/seed1: begun\n" in trained.stderr
    assert "] measure stripes shifted/two_full/seed1: begun\n" in rest.stderr
    assert [path.read_bytes() for path in made] == bytes_before
    assert_complete(folder)


def test_the_workflow_may_be_deployed_from_a_clone_but_not_from_the_web(elsewhere, workflow, config):
    folder = shutil.copytree(elsewhere, elsewhere.with_name("deployed"))
    shutil.copytree(workflow / "config", folder / "config")
    assert yaml.safe_load((folder / "config/config.yaml").read_text())["seeds"] == [1]
    (folder / "config/config.yaml").write_text(yaml.safe_dump(config))
    (folder / "workflow").mkdir()
    snakefile = folder / "workflow/Snakefile"
    snakefile.write_text(DEPLOYED.format(snakefile=f'"{workflow}/workflow/Snakefile"'))
    assert "Nothing to be done" in build(folder).stderr
    with served(workflow) as address:
        snakefile.write_text(DEPLOYED.format(snakefile=f'"{address}/workflow/Snakefile"'))
        done = subprocess.run(SNAKEMAKE, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("clone Shiftlab, and name workflow/Snakefile of the clone")


def test_a_moved_folder_has_nothing_to_do(_built, tmp_path):
    moved = _built.copy(tmp_path / "moved" / "further")
    shutil.rmtree(moved.folder / ".snakemake/scripts", ignore_errors=True)
    assert "Nothing to be done" in moved.build().stderr


def test_without_a_configuration_shiftlab_s_own_counts(workflow, tmp_path):
    command = [sys.executable, "-m", "snakemake", "-s", workflow / "Snakefile", "-n", "--quiet", "all"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1  # its folder of garments is relative, and not here
    assert done.stderr.splitlines()[-1].startswith("error: sources.fashion_mnist.folder: ")
