"""What a plan costs: of hundreds of runs too, it reads each file of the library once, and never PyTorch."""

import collections
import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

COUNT_OPENS = """
import atexit, collections, json, os, sys

opened = collections.Counter()


def count(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        opened[os.path.abspath(arguments[0])] += 1


def write():
    with open(os.environ["OPENED"], "w") as file:
        json.dump(opened, file)


if "OPENED" in os.environ:
    sys.addaudithook(count)
    atexit.register(write)
"""


def test_a_plan_of_a_thousand_runs_opens_each_module_a_few_times(project, tmp_path):
    project.configure(lambda config: config.update(seeds=list(range(250))))
    (tmp_path / "sitecustomize.py").write_text(COUNT_OPENS)
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "OPENED": str(tmp_path / "opened.json")}
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", "--summary"],
        cwd=project.folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("weights.safetensors") == 1000
    opened = collections.Counter(json.loads((tmp_path / "opened.json").read_text()))
    library = project.folder / "scripts/shiftlab"
    modules = {path: count for path, count in opened.items() if path.startswith(str(library))}
    assert len(modules) > 30
    assert max(modules.values()) <= 4  # to compile it, to import it, and to find its imports and its digest
    data = [count for path, count in opened.items() if path.startswith(str(project.folder / "tests/tiny"))]
    assert max(data) <= 4


def test_a_plan_is_made_without_pytorch(project):
    """Its import takes longer than the rest of the plan; networks are tried in another process."""
    plan = [sys.executable, "-X", "importtime", "-m", "snakemake", "--cores", "1", "--dry-run"]
    done = subprocess.run(plan, cwd=project.folder, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "shiftlab.experiment.load" in imported and "torch" not in imported
