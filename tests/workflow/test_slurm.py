"""The perceptron's part of the tiny graph on a real Slurm; both training jobs are stopped on the way."""

import collections
import itertools
import random
import re
import subprocess
import sys
import time
from datetime import datetime

import pytest

from tests.conftest import until
from tests.workflow import cluster, daemons, storm

pytestmark = pytest.mark.slow

# What befalls the two training jobs: the first, a user does; the second is what pre-emption does.
STOPPED = {
    "results/runs/shifted/two_full/seed1": ["scancel"],
    "results/runs/shifted/two_full/seed2": ["scontrol", "requeue"],
}
# squeue works without an accounting database, and answers quickly here.
ASKED = ["--slurm-status-command", "squeue", "--slurm-init-seconds-before-status-checks", "10"]


@pytest.fixture(scope="module")
def slurm(tmp_path_factory):
    scheduler = cluster.Cluster(tmp_path_factory.mktemp("slurm"))
    with daemons.running(scheduler, cluster.PROGRAMS, cluster.PACKAGES):
        yield scheduler


@pytest.fixture(scope="module")
def project(perceptrons, tmp_path_factory):
    return perceptrons.copy(tmp_path_factory.mktemp("slurm") / "project")


def command(*arguments):
    """Return the command that builds with profiles/slurm."""
    snakemake = [sys.executable, "-m", "snakemake", "--workflow-profile", "profiles/slurm"]
    return [*snakemake, "--config", "device=cpu", *ASKED, *arguments]


def start(slurm, project, *arguments):
    """Start Snakemake with profiles/slurm; return the running process."""
    return subprocess.Popen(
        command(*arguments), cwd=project.folder, env=slurm.environment, stderr=subprocess.PIPE, text=True
    )


def job_of(project, run):
    """Return the id of the Slurm job that trains a run, from the lock of its folder."""
    return re.search(r"Slurm job (\d+)", (project.folder / run / "training.lock").read_text())[1]


@pytest.fixture(scope="module")
def built(slurm, project):
    """Build everything through Slurm, stop both training jobs in their middle; return Snakemake's words."""
    with start(slurm, project, "--set-resources", "train:gpu=1") as snakemake:  # a GPU that is pretended
        waiting = dict(STOPPED)
        while waiting:
            assert snakemake.poll() is None, snakemake.stderr.read()
            for run in [run for run in waiting if (project.folder / run / "checkpoint.zip").exists()]:
                slurm.call(*waiting.pop(run), job_of(project, run))
            time.sleep(0.05)
        words = snakemake.stderr.read()
    assert snakemake.returncode == 0, words
    return words


def trainings(slurm):
    """Return the training jobs, by their ids."""
    return {job["JobId"]: job for job in slurm.jobs() if job["Comment"].startswith("rule_train_")}


def test_everything_is_built(built, project):
    assert "Nothing to be done" in project.build().stderr


def test_slurm_s_completion_log_names_the_jobs_that_were_submitted(built, slurm):
    submitted = re.findall(r"SLURM jobid (\d+)", built)
    completed = slurm.completed()
    # Two runs, each trained, evaluated, mapped, its features compared, and one synthesized; one training
    # was submitted twice and one started twice.
    assert len(submitted) == 10 and set(submitted) == {job["JobId"] for job in completed}
    states = collections.Counter(job["JobState"] for job in completed)
    assert states == {"COMPLETED": 9, "CANCELLED": 1, "PENDING": 1}  # PENDING is how Slurm logs a requeue


def test_the_training_jobs_held_the_gpu_one_at_a_time(built, slurm):
    assert {job["TresPerJob"] for job in trainings(slurm).values()} == {"gres:gpu:1"}
    spans = sorted(
        [datetime.fromisoformat(job[key]) for key in ("StartTime", "EndTime")]
        for job in slurm.completed()
        if job["JobId"] in trainings(slurm)
    )
    assert len(spans) == 4
    assert all(ended <= begun for (_, ended), (begun, _) in itertools.pairwise(spans))


def test_the_jobs_ask_for_what_their_rules_declare(built, slurm):
    """The job that was submitted a second time asks for twice the memory, in case the first ran out of it."""
    jobs = trainings(slurm).values()
    assert all("cpu=1" in job["TRES"].split(",") and job["TimeLimit"] == "20:00:00" for job in jobs)
    memory = sorted(re.search(r"mem=(\w+)", job["TRES"])[1] for job in jobs)
    assert memory == ["1500M", "1500M", "3000M"]


@pytest.mark.parametrize("run", STOPPED)
def test_a_run_that_was_stopped_went_on_to_the_same_bytes(built, project, trained, run):
    weights, again = (each.folder / run / "weights.safetensors" for each in (trained, project))
    assert weights.read_bytes() == again.read_bytes()
    log = (project.folder / run.replace("/runs/", "/logs/train/")).with_suffix(".log").read_text()
    assert "resumes after epoch" in log.splitlines()[0]
    assert not {"checkpoint.zip", "training.lock"} & {path.name for path in again.parent.iterdir()}


def test_a_job_that_outlives_its_snakemake_is_left_in_peace(slurm, perceptrons, trained, tmp_path):
    """A second job for the same run, beside the first."""
    project, run = perceptrons.copy(tmp_path / "project"), next(iter(STOPPED))
    arguments = [f"{run}/weights.safetensors", "--retries", "0"]
    with start(slurm, project, *arguments) as first:
        until((project.folder / run / "checkpoint.zip").exists, first)
        first.kill()
    job = job_of(project, run)
    slurm.call("scontrol", "suspend", job)  # so that it lasts, however slow this machine is
    with start(slurm, project, *arguments) as second:
        last = second.stderr.read().splitlines()[-1]
    assert second.returncode == 1
    assert last.startswith(f"error: the training of {run} is under way already: process ")
    assert f", Slurm job {job}, since" in last
    slurm.call("scontrol", "resume", job)
    while any(other["JobState"] == "RUNNING" for other in slurm.jobs()):
        time.sleep(0.2)
    project.build(f"{run}/weights.safetensors")
    assert project.bytes_of(f"{run}/weights.safetensors") == trained.bytes_of(f"{run}/weights.safetensors")


def test_a_storm_changes_no_byte(slurm, perceptrons, trained, tmp_path):
    """Jobs, slurmctld and Snakemake are stopped at random, every two seconds, up to eight times."""
    project = perceptrons.copy(tmp_path / "project")
    weights = [f"{run}/weights.safetensors" for run in STOPPED]
    happened = storm.rage(slurm, project, command("--", *weights), random.Random(0), events=8, pause=2)
    assert project.bytes_of(*weights) == trained.bytes_of(*weights)
    assert len(happened) >= 3, happened  # kinds
