"""PyTorch jobs side by side: as many as the machine has cores and memory for, with the same results."""

import os
import subprocess
from datetime import datetime

import pytest

from tests.conftest import SNAKEMAKE

pytestmark = pytest.mark.slow

RUNS = [f"shifted/two_full/seed{seed}" for seed in (1, 2)]
WEIGHTS = [f"results/runs/{run}/weights.safetensors" for run in RUNS]


@pytest.fixture(scope="module")
def fresh(_checked, tmp_path_factory):
    """The tiny project, with two short runs, and the garments that they need."""
    project = _checked.copy(tmp_path_factory.mktemp("fresh") / "project")
    network = {"options": {"hidden": 20}, "training": {"epochs": 20}}
    project.configure(lambda config: config.update(architectures={"two_full": network}, seeds=[1, 2]))
    project.build("results/datasets/shifted/test.npz")
    return project


def train(project, cores, *arguments):
    """Train both runs on so many cores; return (how many were trained at a time, their bytes)."""
    allowed = sorted(os.sched_getaffinity(0))[:cores]
    done = subprocess.run(
        [*SNAKEMAKE, *arguments, "--", *WEIGHTS],
        cwd=project.folder,
        capture_output=True,
        text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed),
    )
    assert done.returncode == 0, done.stderr
    spans = []
    for run in RUNS:
        lines = (project.folder / f"results/logs/train/{run}.log").read_text().splitlines()
        spans.append([datetime.fromisoformat(line[:23]) for line in (lines[0], lines[-1])])
    at_a_time = max(sum(begin <= moment < end for begin, end in spans) for moment, _ in spans)
    return at_a_time, project.bytes_of(*WEIGHTS)


def test_cores_and_memory_decide_how_many_run_at_a_time_and_no_byte(fresh, tmp_path):
    """A job declares one core and, on a CPU, 1500 MB."""
    found = {}
    for name, cores, arguments in (
        ("two cores", 2, []),
        ("one core", 1, []),
        ("less memory", 2, ["--resources", "mem_mb=2000"]),
        ("a user's limit", 2, ["--resources", "torch_cores=1"]),
    ):
        found[name] = train(fresh.copy(tmp_path / name.replace(" ", "_")), cores, *arguments)
    assert {name: at_a_time for name, (at_a_time, _) in found.items()} == {
        "two cores": 2,
        "one core": 1,
        "less memory": 1,
        "a user's limit": 1,
    }
    weights = [bytes_ for _, bytes_ in found.values()]
    assert all(other == weights[0] for other in weights)


def test_with_a_gpu_one_runs_at_a_time(fresh):
    """A plan: each job takes the one GPU, and no core of those that PyTorch jobs share."""
    done = fresh.build("--config", "device=cuda", "--dry-run", "--verbose", "--", *WEIGHTS)
    needs = [line for line in done.stdout.splitlines() if "resources:" in line and "gpu=1" in line]
    assert len(needs) == len(RUNS) and all("torch_cores=0" in line for line in needs)
