"""A mistake in the configuration ends Snakemake in one clear line, before any job."""

import shutil

import pytest
import torch
import yaml

from tests.conftest import DATA, TINY, new_project


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return new_project(tmp_path_factory.mktemp("bad") / "project")


def put(path, value):
    """Return a change that sets the key at a dotted path."""
    *parents, last = path.split(".")

    def change(config):
        for key in parents:
            config = config.setdefault(key, {})
        config[last] = value

    return change


def drop(path):
    """Return a change that removes the key at a dotted path."""
    *parents, last = path.split(".")

    def change(config):
        for key in parents:
            config = config[key]
        del config[last]

    return change


CASES = {
    "unknown key": (put("colour", "red"), ["unknown key colour", "allowed: architectures, datasets"]),
    "epoch for epochs": (put("training.epoch", 3), ["unknown key training.epoch", "did you mean epochs?"]),
    "no epochs": (put("training.epochs", 0), ["training.epochs: 0", "at least 1"]),
    "half an epoch": (put("training.epochs", 1.5), ["training.epochs: 1.5", "a whole number"]),
    "true epochs": (put("training.epochs", True), ["training.epochs: True", "a whole number"]),
    "text for a number": (
        put("training.learning_rate", "1e-1"),
        ["learning_rate: '1e-1' (text)", "a number"],
    ),
    "no learning rate": (put("training.learning_rate", 0), ["training.learning_rate: 0", "greater than 0"]),
    "infinite rate": (put("training.learning_rate", float("inf")), ["learning_rate: inf", "finite number"]),
    "nan for a mean": (put("normalisation.mean", float("nan")), ["normalisation.mean: nan", "finite number"]),
    "momentum of one": (put("training.momentum", 1), ["training.momentum: 1", "less than 1"]),
    "negative batch": (put("training.batch_size", -5), ["training.batch_size: -5", "at least 1"]),
    "batch beyond the data": (
        put("training.batch_size", 401),
        ["batch_size: 401", "the 400 training garments"],
    ),
    "batch of one network beyond the data": (
        put("architectures.two_full.training", {"batch_size": 1000}),
        ["architectures.two_full.training.batch_size: 1000", "the 400 training garments"],
    ),
    "batch beyond the published data": (
        lambda config: (
            put("sources.fashion_mnist.folder", None)(config),
            put("training.batch_size", 60001)(config),
        ),
        ["batch_size: 60001", "the 60000 training garments"],
    ),
    "unknown architecture": (
        put("architectures.three_full", {}),
        ["unknown architecture 'three_full'", "there are: two_conv_two_full, two_full"],
    ),
    "architecture outside the folder": (put("architectures", {"../x": {}}), ["'../x' (text)", "must match"]),
    "unknown option": (
        put("architectures.two_full.options.hiden", 3),
        ["architectures.two_full.options: unknown option hiden", "allowed: hidden"],
    ),
    "option that build refuses": (
        put("architectures.two_full.options.hidden", "many"),
        ["two_full.py: TypeError"],
    ),
    "hidden layer of zero": (
        put("architectures.two_full.options.hidden", 0),
        ["fc1.weight has shape (0, 3136)"],
    ),
    "whole number with a point": (put("training.epochs", 2.0), ["training.epochs: 2.0", "a whole number"]),
    "unknown training setting of a network": (
        put("architectures.two_full.training", {"epoch": 3}),
        ["unknown key architectures.two_full.training.epoch", "did you mean epochs?"],
    ),
    "network without a mapping": (
        put("architectures.two_full", None),
        ["architectures.two_full: None", "{}"],
    ),
    "unknown source": (put("datasets.shifted.source", "mnist"), ["unknown source 'mnist'", "fashion_mnist"]),
    "unknown placement": (
        put("datasets.shifted.placement", "left"),
        ["'left'", "choose from center, uniform"],
    ),
    "no placement": (drop("datasets.shifted.placement"), ["datasets.shifted: placement is missing"]),
    "frame below the garment": (
        put("datasets.shifted.frame", 27),
        ["datasets.shifted.frame: 27", "at least 28"],
    ),
    "frame of zero": (put("datasets.shifted.frame", 0), ["datasets.shifted.frame: 0", "at least 1"]),
    "name that is a path": (
        put("datasets", {"a/b": {"placement": "center"}}),
        ["'a/b' (text)", "must match"],
    ),
    "no dataset": (put("datasets", {}), ["datasets: holds 0 entries", "at least 1"]),
    "no architecture": (put("architectures", {}), ["architectures: holds 0 entries", "at least 1"]),
    "no seed": (put("seeds", []), ["seeds: holds 0 entries", "at least 1"]),
    "negative seed": (put("seeds", [-1]), ["seeds.0: -1", "at least 0"]),
    "seed twice": (put("seeds", [1, 1]), ["seeds: [1, 1]", "twice"]),
    "seed without a list": (put("seeds", 1), ["seeds: 1", "a list"]),
    "no synthesis step": (put("synthesis.steps", 0), ["synthesis.steps: 0", "at least 1"]),
    "no thread": (put("threads", 0), ["threads: 0", "at least 1"]),
    "no deviation": (put("normalisation.std", 0), ["normalisation.std: 0", "greater than 0"]),
    "unknown device": (put("device", "gpu"), ["device: 'gpu'", "choose from auto, cpu, cuda, mps"]),
    "folder that is not there": (
        put("sources.fashion_mnist.folder", "tests/nowhere"),
        ["sources.fashion_mnist.folder: train-images-idx3-ubyte (or .gz) is not in tests/nowhere"],
    ),
    "bad checksum": (
        put("sources.fashion_mnist.sha256.test_images", "12"),
        ["test_images: '12'", "must match"],
    ),
}


@pytest.mark.parametrize("case", CASES)
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
    "from torch import nn\n\ndef build(frame, classes):\n    return nn.Linear(3, 10)\n": "RuntimeError: ",
    "def build(frame, classes):\n    return 1 / 0\n": "ZeroDivisionError: division by zero",
}


@pytest.mark.parametrize("code", ARCHITECTURES)
def test_a_broken_architecture_is_refused(project, code):
    (project.folder / "config.yaml").write_text(TINY.read_text())
    (project.folder / "scripts/architectures/broken.py").write_text(code)
    project.configure(lambda config: config.update(architectures={"broken": {}}))
    assert_refused(project, [f"scripts/architectures/broken.py: {ARCHITECTURES[code]}"])


def test_a_configuration_that_is_left_out_takes_the_defaults(project):
    """With nothing but an empty file, the defaults are the experiment that config.yaml spells out."""
    from shiftlab.config import complete

    spelled, defaults = yaml.safe_load((TINY.parents[1] / "config.yaml").read_text()), {}
    schema, architectures = "workflow/schemas/config.schema.yaml", project.folder / "scripts/architectures"
    for config in (spelled, defaults):
        complete(config, project.folder / schema, architectures)
    for config in (spelled, defaults):
        config["architectures"]["two_full"].pop("options")
    assert spelled == defaults


def assert_refused(project, expected):
    done = project.snakemake()
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[-1].startswith("error: "), done.stderr
    assert "Traceback" not in done.stderr
    # What Snakemake says before that line: which profile it uses and, where a network has to be built,
    # that it is at work on the graph; torch may add a warning.
    assert len(lines) <= 6, done.stderr
    for part in expected:
        assert part in lines[-1]
    assert project.results() == {}
