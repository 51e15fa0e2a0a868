"""A mistake ends Snakemake in one clear line, before any job; more of them in test_load.py."""

import shutil

import pytest
import torch

from tests.conftest import DATA, TINY
from tests.experiment.test_load import CASES, put

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(_checked, tmp_path_factory):
    return _checked.copy(tmp_path_factory.mktemp("bad") / "project")


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
    "def build(frame): ...\n": "build(frame) is called as build(frame, classes, **options)",
    "from torch import nn\n\ndef build(frame, classes):\n    return nn.Linear(28, classes)\n": (
        "given an input of shape (2, 1, 56, 56): RuntimeError: mat1 and mat2 shapes cannot be multiplied"
    ),
    "def build(frame, classes):\n    while True: pass\n": "line 2: still running after 3 seconds",
    "import os\n\nos.abort()\n\ndef build(frame, classes): ...\n": "its check ended with exit code -6",
}


@pytest.mark.parametrize("code", ARCHITECTURES)
def test_a_broken_architecture_is_refused(project, code):
    """By a named target, and before any job."""
    (project.folder / "config.yaml").write_text(TINY.read_text())
    (project.folder / "scripts/architectures/broken.py").write_text(code)
    limit = project.folder / "scripts/shiftlab/networks/trial.py"
    limit.write_text(limit.read_text().replace("LIMIT = 60 ", "LIMIT = 3 "))
    project.configure(lambda config: config.update(architectures={"broken": {}}))
    expected = f"scripts/architectures/broken.py: {ARCHITECTURES[code]}"
    assert_refused(project, [expected], "results/runs/shifted/broken/seed1/translation.npz")


BROKEN = "def front_end(frame): 1 / 0\n\ndef build(features, classes): ...\n"


@pytest.mark.parametrize(
    "target",
    [
        "results/encodings/shifted/broken/train.npz",
        "results/figures/learning_curves.png",
        "benchmark",
        "tune",
    ],
)
def test_every_network_that_a_target_needs_is_tried(project, tmp_path, target):
    project = project.copy(tmp_path / "project")
    name = "two_full" if target == "benchmark" else "broken"
    (project.folder / f"scripts/architectures/{name}.py").write_text(BROKEN)
    (project.folder / "config.yaml").write_text(TINY.read_text())
    project.configure(lambda config: config.update(architectures={name: {"tuning": {"epochs": [1]}}}))
    assert_refused(project, [f"scripts/architectures/{name}.py: line 1: ZeroDivisionError"], target)


def test_a_network_that_the_target_does_not_need_may_be_broken(project):
    (project.folder / "config.yaml").write_text(TINY.read_text())
    (project.folder / "scripts/architectures/broken.py").write_text(BROKEN)
    project.configure(lambda config: config["architectures"].update(broken={}))
    done = project.snakemake("-n", "results/runs/shifted/two_conv_two_full/seed1/weights.safetensors")
    assert done.returncode == 0, done.stderr


def assert_refused(project, expected, *target):
    done = project.snakemake(*target)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[-1].startswith("error: "), done.stderr
    assert "Traceback" not in done.stderr
    # Snakemake's lines before that one: which profile it uses and, where a network has to be tried,
    # that it is at work on the graph.
    assert len(lines) <= 6, done.stderr
    for part in expected:
        assert part in lines[-1]
    assert project.results() == {}
