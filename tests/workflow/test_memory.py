"""The memory that a training takes."""

import json

import pytest


@pytest.mark.slow
def test_memory_does_not_grow_with_the_epochs(project):
    """Thirty epochs of the CNN in batches of the default size.

    The rule declares 1500 MB; Fashion-MNIST takes about 300 more than the tiny set.
    """

    def lengthen(config):
        config["architectures"] = {"two_conv_two_full": {"training": {"epochs": 30, "batch_size": 250}}}
        config["datasets"]["shifted"]["passes"] = 2

    project.configure(lengthen)
    run = "results/runs/shifted/two_conv_two_full/seed1"
    project.build(f"{run}/weights.safetensors")
    assert json.loads((project.folder / run / "cost.json").read_text())["peak_memory_mb"] < 1200
