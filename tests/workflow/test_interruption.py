"""Kills, Ctrl-C and SIGTERM: a plain `snakemake` then finishes with the bytes of an uninterrupted run."""

import json
import os
import random
import re
import signal
import time
import zipfile

import pytest

from shiftlab.jobs import locks
from tests.conftest import stop, until
from tests.damage import corrupt

pytestmark = pytest.mark.slow

PERCEPTRON = "results/runs/shifted/two_full/seed1"
CNN = "results/runs/shifted/two_conv_two_full/seed1"  # it has dropout, whose draws must go on as well
TRAINED = ("weights.safetensors", "history.csv", "training.json", "cost.json")
SYNTHESIZED = ("synthesis.npz", "synthesis.json")


@pytest.fixture(scope="module")
def fresh(_checked, tmp_path_factory):
    """A project in which nothing has been made, with runs of several seconds."""
    project = _checked.copy(tmp_path_factory.mktemp("fresh") / "project")

    def lengthen(config):
        config["architectures"]["two_full"]["training"] = {"epochs": 200}
        config["architectures"]["two_conv_two_full"]["training"] = {"epochs": 30}
        config["synthesis"]["steps"] = 600

    project.configure(lengthen)
    return project


@pytest.fixture
def project(fresh, tmp_path):
    return fresh.copy(tmp_path / "project")


@pytest.fixture(scope="module")
def uninterrupted(fresh, tmp_path_factory):
    project = fresh.copy(tmp_path_factory.mktemp("uninterrupted") / "project")
    project.build(f"{CNN}/weights.safetensors", f"{PERCEPTRON}/synthesis.npz")
    return project


def log_of(project, run, rule="train"):
    path = (project.folder / run.replace("/runs/", f"/logs/{rule}/")).with_suffix(".log")
    return path.read_text() if path.exists() else ""


def assert_same(project, uninterrupted, run, files):
    """Check the results of a run, and that nothing else is left beside them."""
    paths = [f"{run}/{file}" for file in files]
    assert project.bytes_of(*paths) == uninterrupted.bytes_of(*paths)
    assert {path.name for path in (project.folder / run).iterdir()} <= {*TRAINED, *SYNTHESIZED}


def kept(project, run):
    """Return when a run has last kept an epoch; None if it never has."""
    path = project.folder / run / "checkpoint.zip"
    return path.stat().st_mtime_ns if path.exists() else None


def training(project, run, running):
    """Wait until a run has kept an epoch."""
    until(lambda: kept(project, run), running)


def test_ten_kills_leave_the_same_bytes(project, uninterrupted):
    """From the first moment, in which the data are fetched, to the last epochs."""
    seed = random.randrange(10**6)
    print("seed", seed)
    draw, went_on = random.Random(seed), 0
    for kill in range(10):
        with project.start(f"{CNN}/weights.safetensors") as running:
            if kill < 3:
                time.sleep(draw.uniform(0, 3))
            elif kill % 2:  # just after an epoch was kept: however slow the machine, it gets on
                before = kept(project, CNN)
                until(lambda before=before: kept(project, CNN) != before, running)
            else:
                before = log_of(project, CNN)
                until(lambda before=before: log_of(project, CNN) not in (before, ""), running)
                time.sleep(draw.uniform(0, 0.8))
            assert running.poll() is None, "it ended before it was killed"
            stop(running, signal.SIGKILL)
        went_on += "resumes after epoch" in log_of(project, CNN)
    assert went_on >= 3
    project.build(f"{CNN}/weights.safetensors")
    assert_same(project, uninterrupted, CNN, TRAINED)
    # The seconds of training so far, after each epoch, whatever was lost in between.
    seconds = json.loads((project.folder / CNN / "cost.json").read_text())["epoch_seconds"]
    assert seconds == sorted(seconds) and seconds[-1] > 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_training_keeps_its_last_epoch(project, uninterrupted, number):
    with project.start(f"{PERCEPTRON}/weights.safetensors") as running:
        training(project, PERCEPTRON, running)
        words = stop(running, number)
    assert running.returncode == 1
    assert "Traceback" not in words
    last = words.splitlines()[-1]
    assert last.startswith("error: interrupted; the same command resumes it")
    assert {path.name for path in (project.folder / PERCEPTRON).iterdir()} == {"checkpoint.zip"}
    *_, epoch, stopped = log_of(project, PERCEPTRON).splitlines()
    assert "error: interrupted" in stopped
    kept = int(re.search(r"epoch (\d+) of", epoch)[1])
    project.build(f"{PERCEPTRON}/weights.safetensors")
    went_on = int(re.search(r"resumes after epoch (\d+)", log_of(project, PERCEPTRON))[1])
    assert went_on in (kept, kept - 1)  # one less, if it was stopped while it wrote the checkpoint
    assert_same(project, uninterrupted, PERCEPTRON, TRAINED)


def test_a_stopped_synthesis_is_made_again(project, uninterrupted):
    with project.start(f"{PERCEPTRON}/synthesis.npz") as running:
        until(lambda: "neurons of fc1" in log_of(project, PERCEPTRON, "synthesize"), running)
        words = stop(running, signal.SIGINT)
    assert running.returncode == 1
    assert "Traceback" not in words
    assert words.splitlines()[-1].startswith("error: interrupted")
    assert {path.name for path in (project.folder / PERCEPTRON).iterdir()} == set(TRAINED)
    project.build(f"{PERCEPTRON}/synthesis.npz")
    assert_same(project, uninterrupted, PERCEPTRON, TRAINED + SYNTHESIZED)


def test_a_training_that_outlives_its_snakemake_keeps_its_folder(project, uninterrupted):
    with project.start(f"{PERCEPTRON}/weights.safetensors") as running:
        training(project, PERCEPTRON, running)
        running.kill()
        running.wait()
        os.killpg(running.pid, signal.SIGSTOP)  # so that it lasts, however slow this machine is
        second = project.snakemake(f"{PERCEPTRON}/weights.safetensors")
        os.killpg(running.pid, signal.SIGCONT)
        assert second.returncode == 1
        last = second.stderr.splitlines()[-1]
        assert re.match(
            rf"error: the training of {PERCEPTRON} is under way already: process \d+ on .*, since", last
        )
        running.stderr.read()  # until the training ends as well
    project.build(f"{PERCEPTRON}/weights.safetensors")
    assert_same(project, uninterrupted, PERCEPTRON, TRAINED)


def test_a_refused_training_leaves_the_files_of_the_one_that_runs(project):
    """The first one's files appear between the start of the second and its refusal."""
    folder = project.folder / PERCEPTRON
    folder.mkdir(parents=True)
    weights = folder / TRAINED[0]
    weights.write_text("old")
    command = ("--forcerun", "train", "--", f"{PERCEPTRON}/{TRAINED[0]}")
    with locks.held(folder / "training.lock", "the test"), project.start(*command) as running:
        until(lambda: not weights.exists(), running)  # Snakemake removes what it will make
        for name in TRAINED:
            (folder / name).write_text("new")
        words = running.communicate()[1]
    assert running.returncode == 1
    assert words.splitlines()[-1].startswith(f"error: the training of {PERCEPTRON} is under way already")
    assert [(folder / name).read_text() for name in TRAINED] == ["new"] * len(TRAINED)
    # They may be of other settings than those that Snakemake has recorded.
    assert "train shifted/two_full/seed1: was interrupted\n" in project.build("-n", command[-1]).stdout


def test_a_second_snakemake_is_refused(project):
    with project.start(f"{PERCEPTRON}/weights.safetensors") as running:
        training(project, PERCEPTRON, running)
        os.killpg(running.pid, signal.SIGSTOP)
        second = project.snakemake(f"{CNN}/weights.safetensors")
        assert second.returncode == 1
        last = second.stderr.splitlines()[-1]
        assert last.startswith(
            f"error: a build in this folder is under way already: process {running.pid} on "
        )
        stop(running, signal.SIGKILL)


@pytest.fixture
def stopped(project):
    """A project whose perceptron was killed in training, and its checkpoint."""
    with project.start(f"{PERCEPTRON}/weights.safetensors") as running:
        training(project, PERCEPTRON, running)
        stop(running, signal.SIGKILL)
    return project, project.folder / PERCEPTRON / "checkpoint.zip"


def of_another_version(file):
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    fingerprint = members["fingerprint.json"]
    members["fingerprint.json"] = re.sub(
        rb'"version of torch": "[^"]*"', b'"version of torch": "1.0"', fingerprint
    )
    assert members["fingerprint.json"] != fingerprint
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (of_another_version, "is of another version of torch"),
        (corrupt, r"is damaged \(Bad CRC-32 for file 'tensors.safetensors'\)"),
    ],
)
def test_a_checkpoint_of_no_use_is_reported_and_ignored(stopped, uninterrupted, damage, complaint):
    project, checkpoint = stopped
    damage(checkpoint)
    done = project.build(f"{PERCEPTRON}/weights.safetensors")
    assert re.search(rf"{PERCEPTRON}/checkpoint\.zip {complaint}: training starts afresh", done.stderr)
    assert_same(project, uninterrupted, PERCEPTRON, TRAINED)


@pytest.mark.parametrize(
    ("change", "other"),
    [
        (lambda project: project.configure(lambda config: config.update(threads=2)), "number of threads"),
        (lambda project: project.edit("scripts/architectures/two_full.py", "nn.ReLU", "nn.Tanh"), "code"),
    ],
    ids=["threads", "network"],
)
def test_a_change_after_a_kill_starts_afresh(stopped, change, other):
    project, _ = stopped
    change(project)
    done = project.build(f"{PERCEPTRON}/weights.safetensors")
    assert f"checkpoint.zip is of another {other}: training starts afresh" in done.stderr
    assert "epoch 0 of" in log_of(project, PERCEPTRON)


def test_a_killed_download_leaves_nothing_behind(project):
    """Killed while the files are unpacked, whose folder then has no owner."""
    left = project.folder / "results/sources/fashion_mnist/.fetch-killed"
    left.mkdir(parents=True)
    (left / "t10k-images-idx3-ubyte").write_bytes(b"half")
    project.build("results/datasets/shifted/test.npz")
    names = {path.name for path in left.parent.iterdir()}
    assert len(names) == 4 and not any(name.startswith(".") for name in names)
