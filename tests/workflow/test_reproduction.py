"""The published garments, from wherever they can be had, and the notebook's curve on them."""

import csv
import os
import shutil

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def test_the_notebook_s_learning_curve_comes_back(project):
    shutil.copy2(ROOT / "config.yaml", project.folder)
    project.configure(lambda config: config.update(architectures={"two_full": {}}))
    done = project.snakemake("results/tables/reproduction.csv")
    if "the garments are not to be had" in done.stderr and "CI" not in os.environ:
        pytest.skip("neither a mirror nor Debian's archive is in reach")
    assert done.returncode == 0, done.stderr
    log = (project.folder / "results/logs/download/fashion_mnist.log").read_text()
    assert "the garments come from" in log
    rows = list(csv.DictReader((project.folder / "results/tables/reproduction.csv").open()))
    assert [int(row["epoch"]) for row in rows] == list(range(11))
    for row in rows:
        assert abs(float(row["accuracy"]) - float(row["notebook_accuracy"])) < 0.03, row
    assert float(rows[-1]["accuracy"]) >= 0.705
