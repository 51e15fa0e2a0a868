"""A folder of images of one's own, and networks whose operators are not a perceptron's or a CNN's.

No image is square, nor are there ten classes. Both go through the whole graph, in one build.
"""

import csv
import json

import numpy as np
import pytest
from PIL import Image

from tests.networks.unusual import NETWORKS, ROLES
from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow

CLASSES = ["checks", "disc", "stripes"]
IMAGE = "mine/disc/3.png"


def draw(folder):
    """Write ten images of 20x32 of each class: a shape, of some brightness, in noise."""
    generator = np.random.default_rng(0)
    y, x = np.indices((20, 32))
    shapes = (y // 4 + x // 4) % 2, (y - 10) ** 2 + (x - 16) ** 2 < 60, x // 4 % 2
    for name, shape in zip(CLASSES, shapes):
        (folder / name).mkdir(parents=True)
        for number in range(10):
            levels = shape * generator.integers(120, 200) + generator.integers(0, 55, shape.shape)
            Image.fromarray(levels.astype(np.uint8)).save(folder / name / f"{number}.png")


def own_data(config):
    """Take the folder instead of the tiny set, for short runs and few images."""
    config["sources"] = {"mine": {"kind": "image_folder", "folder": "mine", "garment": [20, 32]}}
    config["datasets"] = {"shifted": {"source": "mine", "frame": 48, "placement": "uniform"}}
    config["training"].update(batch_size=8, epochs=1)
    config["translation"]["images_per_class"] = "all"
    config["synthesis"].update(neurons=4, steps=2, controls={"none": {}})


def own_networks(config):
    """Take these networks instead of the notebook's."""
    config["architectures"] = {name: {} for name in NETWORKS}
    config["architectures"]["twice"] = {"synthesis": {"neurons": 0}}


@pytest.fixture(scope="module")
def made(_checked, tmp_path_factory):
    """A project in which everything was made."""
    project = _checked.copy(tmp_path_factory.mktemp("unusual") / "project")
    draw(project.folder / "mine")
    for name, code in NETWORKS.items():
        (project.folder / f"scripts/architectures/{name}.py").write_text(code)
    project.configure(own_data)
    project.configure(own_networks)
    project.build()
    return project


def test_the_images_are_placed_and_all_are_counted(made):
    results = made.folder / "results"
    log = (results / "logs/convert_images/mine.log").read_text()
    assert "30 images of 3 classes, 24 to train on, 6 for the test" in log
    with np.load(results / "datasets/shifted/test.npz") as test:
        assert test["garments"].shape == (6, 20, 32)
        assert (test["offsets"].max(axis=0) <= (28, 16)).all()
    for architecture in NETWORKS:
        run = results / f"runs/shifted/{architecture}/seed1"
        with np.load(run / "translation.npz") as everywhere:
            assert everywhere["predicted"].shape == (6, 29, 17)
        images = json.loads((run / "synthesis.json").read_text())["classes"]
        assert [len(image["probabilities"]) for image in images] == [len(CLASSES)] * len(CLASSES)
    with (results / "tables/translation.csv").open() as table:
        assert [row["garments"] for row in csv.DictReader(table)] == ["6"] * len(NETWORKS)
    # The notebook's own numbers are of Fashion-MNIST, whatever the dataset is called.
    assert not (results / "tables/reproduction.csv").exists()


def test_with_one_image_darker_everything_is_stale(made, tmp_path):
    project = made.copy(tmp_path / "project")
    with Image.open(project.folder / IMAGE) as image:
        darker = image.point(lambda level: level // 2)
    darker.save(project.folder / IMAGE)
    assert stale(project) == set(project.results())


def test_an_image_that_cannot_be_read_ends_in_its_name_before_any_training(project):
    draw(project.folder / "mine")
    project.configure(own_data)
    (project.folder / IMAGE).write_bytes(b"<html>Please log in</html>")
    done = project.snakemake()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"error: {IMAGE}: cannot be read as an image: ")
    assert project.results() == {}


@pytest.mark.parametrize("name", NETWORKS)
def test_its_operators_get_the_figures_that_make_sense(made, name):
    figures = made.folder / f"results/figures/shifted/{name}/seed1"
    drawn = {path.stem for path in figures.glob("*.png")}
    assert {"confusion_rates", "class_images", "controls", "class_maps", "output_weights"} <= drawn
    hidden = [operator for operator, role in ROLES[name].items() if role == "hidden"]
    assert ("neuron_images" in drawn) == (name in ("attention", "rows", "residual"))
    assert ("kernels" in drawn) == (name in ("rows", "residual"))
    assert ("stripes" in drawn) == (name in ("twice", "linear"))
    run = made.folder / f"results/runs/shifted/{name}/seed1"
    with np.load(run / "synthesis.npz") as arrays:
        neurons = [array for array in arrays if array.startswith("neurons/")]
    assert neurons == ([f"neurons/{operator}" for operator in hidden] if name != "twice" else [])
    record = json.loads((run / "training.json").read_text())
    assert {operator["name"]: operator["role"] for operator in record["operators"]} == ROLES[name]


def test_an_operator_without_images_is_one_line_in_the_log(made):
    log = (made.folder / "results/logs/synthesize/shifted/lstm/seed1.log").read_text()
    assert log.count("embed: no images of its neurons, as its output has no row per frame") == 1
    for name in ("attention", "twice"):
        log = (made.folder / f"results/logs/synthesize/shifted/{name}/seed1.log").read_text()
        assert "no images" not in log
