"""The perceptron's part of the tiny graph on a real Grid Engine; a training job is deleted on the way."""

import re
import subprocess
import sys
import time

import pytest

from tests.workflow import daemons, grid_engine

pytestmark = pytest.mark.slow

DELETED, OTHER = (f"results/runs/shifted/two_full/seed{seed}" for seed in (1, 2))


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    scheduler = grid_engine.GridEngine(tmp_path_factory.mktemp("sge"))
    with daemons.running(scheduler, grid_engine.PROGRAMS, grid_engine.PACKAGES):
        yield scheduler


@pytest.fixture(scope="module")
def project(engine, perceptrons, tmp_path_factory):
    """A project built through Grid Engine, with a training deleted in its middle."""
    project = perceptrons.copy(tmp_path_factory.mktemp("engine") / "project")
    command = [sys.executable, "-m", "snakemake", "--workflow-profile", "profiles/sge"]
    command += ["--config", "device=cpu", "--seconds-between-status-checks", "1"]
    with subprocess.Popen(
        command, cwd=project.folder, env=engine.environment, stderr=subprocess.PIPE, text=True
    ) as snakemake:
        while not (project.folder / DELETED / "checkpoint.zip").exists():
            assert snakemake.poll() is None, snakemake.stderr.read()
            time.sleep(0.05)
        lock = (project.folder / DELETED / "training.lock").read_text()
        engine.call("qdel", re.search(r"Grid Engine job (\d+)", lock)[1])
        words = snakemake.stderr.read()
    assert snakemake.returncode == 0, words
    return project


def test_everything_is_built(project):
    assert "Nothing to be done" in project.build().stderr


def test_a_training_that_was_deleted_went_on_to_the_same_bytes(project, trained):
    files = [f"{run}/weights.safetensors" for run in (DELETED, OTHER)]
    assert project.bytes_of(*files) == trained.bytes_of(*files)
    log = (project.folder / DELETED.replace("/runs/", "/logs/train/")).with_suffix(".log").read_text()
    assert "resumes after epoch" in log.splitlines()[0]


def test_the_jobs_asked_for_what_their_rules_declare(project, engine):
    """Two runs, each trained, evaluated, mapped and compared; one trained again, and one synthesized."""
    jobs = engine.ended()
    assert len(jobs) == 10 and {job["granted_pe"] for job in jobs} == {"smp"}
    trainings = [job for job in jobs if job["jobname"] == "train"]
    assert sorted(job["failed"].split()[0] for job in trainings) == ["0", "0", "100"]
    assert all("h_rt=72000" in job["category"] for job in trainings)
