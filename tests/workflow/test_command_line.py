"""What a user types after `snakemake`: targets, and values of the configuration."""

import shutil

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

TARGETS = (
    "all",
    "archive",
    "benchmark",
    "figures",
    "handout",
    "help",
    "record",
    "remove_leftovers",
    "tables",
    "tune",
)


def test_help_lists_targets_that_there_are(project):
    shutil.copy(ROOT / "config.yaml", project.folder)
    lines = project.build("help").stdout.splitlines()
    named = [line.partition(": ") for line in lines if not line.startswith("  ")]
    assert [name for name, *_ in named] == [*TARGETS, "NAME", "FILE"]
    example = lines[-1].split()[-1].rstrip(".")
    project.build("--dry-run", *TARGETS, "transfer", example)


def test_lists_and_mappings_may_be_given(project):
    project.configure(lambda config: config.pop("seeds"))
    values = ("seeds=[1, 2]", "training={epochs: 3}", "device=cpu")
    plan = project.build("--dry-run", "--verbose", "--config", *values, "--", "summary").stdout
    assert "runs/shifted/two_full/seed2/weights.safetensors" in plan
    done = project.snakemake("--dry-run", "--config", "seeds=[1, two]", "--", "summary")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: seeds.1: 'two' (text) is not allowed")
