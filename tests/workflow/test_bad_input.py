"""A mistake ends Snakemake in one clear line, before any job; more of them in test_load.py."""

import shutil

import pytest
import torch

from tests.conftest import DATA, TINY, new_project
from tests.experiment.test_load import CASES, put


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return new_project(tmp_path_factory.mktemp("bad") / "project")


@pytest.mark.parametrize("case", ["unknown key", "text for a number", "unknown option", "bad checksum"])
def test_is_refused_in_one_line(project, case):
    change, expected = CASES[case]
    (project.folder / "config.yaml").write_text(TINY.read_text())
    project.configure(change)
    assert_refused(project, expected)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_a_device_that_is_not_there_is_refused(project):
    (project.folder / "config.yaml").write_text(TINY.read_text())
    project.configure(put("device", "cuda"))
    assert_refused(project, ["device: cuda is not on this machine", "choose from auto, "])


def test_a_folder_whose_images_are_labels_is_refused(project):
    shutil.copytree(DATA, project.folder / "swapped")
    for name in ("train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz"):
        shutil.copy(DATA / name.replace("images-idx3", "labels-idx1"), project.folder / "swapped" / name)
    (project.folder / "config.yaml").write_text(TINY.read_text())
    project.configure(put("sources.fashion_mnist.folder", "swapped"))
    assert_refused(project, ["swapped/train-images-idx3-ubyte.gz: holds no images, its shape is (400,)"])


ARCHITECTURES = {
    "def build(frame, classes:\n": "is not valid Python",
    "": "has no function build(frame, classes",
    "from torch import nn\n\ndef build(frame, classes):\n    return nn.Flatten()\n": (
        "two frames give scores of shape (2, 3136), not (2, 10)"
    ),
}


@pytest.mark.parametrize("code", ARCHITECTURES)
def test_a_broken_architecture_is_refused(project, code):
    (project.folder / "config.yaml").write_text(TINY.read_text())
    (project.folder / "scripts/architectures/broken.py").write_text(code)
    project.configure(lambda config: config.update(architectures={"broken": {}}))
    assert_refused(project, [f"scripts/architectures/broken.py: {ARCHITECTURES[code]}"])


def assert_refused(project, expected):
    done = project.snakemake()
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[-1].startswith("error: "), done.stderr
    assert "Traceback" not in done.stderr
    # Snakemake's lines before that one: which profile it uses and, where a network has to be built,
    # that it is at work on the graph; torch may add a warning.
    assert len(lines) <= 6, done.stderr
    for part in expected:
        assert part in lines[-1]
    assert project.results() == {}
