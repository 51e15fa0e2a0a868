"""The whole graph on a folder of images of one's own, of which none is square, nor are there ten classes."""

import csv
import json

import numpy as np
import pytest
from PIL import Image

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
    """Take the folder instead of the tiny set, on the notebook's networks made small."""
    config["sources"] = {"mine": {"kind": "image_folder", "folder": "mine", "garment": [20, 32]}}
    config["datasets"] = {"shifted": {"source": "mine", "frame": 48, "placement": "uniform"}}
    for architecture in config["architectures"].values():
        architecture["options"]["hidden"] = 4
    config["training"].update(batch_size=8, epochs=1)
    config["translation"]["images_per_class"] = "all"
    config["synthesis"].update(steps=2, controls={"none": {}})


@pytest.fixture
def project(project):
    draw(project.folder / "mine")
    project.configure(own_data)
    return project


def test_a_folder_of_images_goes_through_the_whole_graph(project):
    project.build()
    results = project.folder / "results"
    log = (results / "logs/convert_images/mine.log").read_text()
    assert "30 images of 3 classes, 24 to train on, 6 for the test" in log
    with np.load(results / "datasets/shifted/test.npz") as test:
        assert test["garments"].shape == (6, 20, 32)
        assert (test["offsets"].max(axis=0) <= (28, 16)).all()
    for architecture in ("two_full", "two_conv_two_full"):
        run = results / f"runs/shifted/{architecture}/seed1"
        with np.load(run / "translation.npz") as everywhere:
            assert everywhere["predicted"].shape == (6, 29, 17)
        images = json.loads((run / "synthesis.json").read_text())["classes"]
        assert [len(image["probabilities"]) for image in images] == [len(CLASSES)] * len(CLASSES)
    with (results / "tables/translation.csv").open() as table:
        assert [row["garments"] for row in csv.DictReader(table)] == ["6", "6"]
    # The notebook's own numbers are of Fashion-MNIST, whatever the dataset is called.
    assert not (results / "tables/reproduction.csv").exists()

    # With one image darker than it was, everything is stale.
    with Image.open(project.folder / IMAGE) as image:
        darker = image.point(lambda level: level // 2)
    darker.save(project.folder / IMAGE)
    assert stale(project) == set(project.results())


def test_an_image_that_cannot_be_read_ends_in_its_name_before_any_training(project):
    (project.folder / IMAGE).write_bytes(b"<html>Please log in</html>")
    done = project.snakemake()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(f"error: {IMAGE}: cannot be read as an image: ")
    assert project.results() == {}
