"""Users, disks, clocks and homes that are not as one expects: a build ends right, or in one clear line."""

import os
import shutil
import signal
import subprocess
import time

import pytest

from tests.conftest import SNAKEMAKE, mounted, needs, new_project, stop, until

pytestmark = pytest.mark.slow

RUN = "results/runs/shifted/two_full/seed1"
WEIGHTS = f"{RUN}/weights.safetensors"
PREDICTIONS = f"{RUN}/predictions/shifted.npz"
FIGURE = "results/figures/shifted/two_full/seed1/confusion_rates.png"
PAGE = "results/handout/handout.html"

GROUP = 20000
# A user of that group. He may read what Python is installed in, wherever that is.
USER = ["setpriv", f"--regid={GROUP}", "--clear-groups"]
USER += [f"--{kind}-caps=+dac_read_search" for kind in ("inh", "ambient")]


@pytest.fixture
def shared(tmp_path):
    """A project in which nothing has been made, and in which all users of a group may write."""
    needs(["setpriv"], "util-linux")
    project = new_project(tmp_path / "project")
    for folder, _, files in os.walk(project.folder):
        os.chown(folder, -1, GROUP)
        os.chmod(folder, 0o2775)
        for name in files:
            os.chown(f"{folder}/{name}", -1, GROUP)
            os.chmod(f"{folder}/{name}", 0o664)
    return project


def start(project, user, *targets):
    """Start Snakemake as a user of the group; return the running process."""
    home = project.folder.parent / f"home{user}"
    home.mkdir(exist_ok=True)
    os.chown(home, user, GROUP)
    return subprocess.Popen(
        [*USER, f"--reuid={user}", *SNAKEMAKE, *targets],
        cwd=project.folder,
        env=os.environ | {"HOME": str(home), "USER": f"user{user}"},
        umask=0o002,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def build(project, user, *targets):
    """Build as a user of the group; fail with the words of Snakemake unless it succeeds."""
    with start(project, user, *targets) as snakemake:
        words = snakemake.stderr.read()
    assert snakemake.returncode == 0, words


def test_two_people_in_one_folder(shared, built):
    ada, ben = 20001, 20002
    build(shared, ada, WEIGHTS)
    made = [path for part in ("results", ".snakemake") for path in (shared.folder / part).rglob("*")]
    kept = [path for path in made if path.is_file() and path.name != ".gitignore"]
    assert all(path.stat().st_uid == ada and path.stat().st_mode & 0o060 == 0o060 for path in kept)
    build(shared, ben, PREDICTIONS)
    assert shared.bytes_of(WEIGHTS, PREDICTIONS) == built.bytes_of(WEIGHTS, PREDICTIONS)
    shared.configure(lambda config: config["training"].update(epochs=3000))
    with start(shared, ben, WEIGHTS) as first:  # which replaces what the other one made
        until((shared.folder / RUN / "checkpoint.zip").exists, first)
        with start(shared, ada, WEIGHTS) as second:
            last = second.stderr.read().splitlines()[-1]
        stop(first, signal.SIGTERM)
    assert second.returncode == 1
    assert last.startswith("error: a build in this folder is under way already: process ")
    shared.configure(lambda config: config["training"].update(epochs=2))
    build(shared, ada, WEIGHTS, PREDICTIONS)
    assert shared.bytes_of(WEIGHTS, PREDICTIONS) == built.bytes_of(WEIGHTS, PREDICTIONS)


def test_results_on_another_disk(project, built, tmp_path):
    with mounted(tmp_path / "disk", "size=50m") as disk:
        shutil.move(project.folder / "results", disk / "results")
        (project.folder / "results").symlink_to(disk / "results")
        project.build(FIGURE)
        assert project.bytes_of(WEIGHTS, FIGURE) == built.bytes_of(WEIGHTS, FIGURE)
        assert "Nothing to be done" in project.build(FIGURE).stderr


def test_a_clock_that_jumps_back(built):
    """All that was made seems to be of tomorrow."""
    for path in (built.folder / "results").rglob("*"):
        tomorrow = path.stat().st_mtime + 24 * 60 * 60
        os.utime(path, (tomorrow, tomorrow))
    assert "Nothing to be done" in built.build().stderr
    before = built.bytes_of(PREDICTIONS)
    built.configure(lambda config: config["training"].update(epochs=1))
    built.build(PREDICTIONS, FIGURE)
    assert built.bytes_of(PREDICTIONS) != before
    assert (built.folder / FIGURE).stat().st_mtime < time.time() + 60
    assert "Nothing to be done" in built.build(PREDICTIONS, FIGURE).stderr


def test_a_home_that_is_read_only(built, tmp_path, monkeypatch):
    """As docs/running.md says, Snakemake needs another place for its cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = built.bytes_of(FIGURE)
    for path in (FIGURE, PAGE, "results/handout/handout.pdf"):
        (built.folder / path).unlink()
    with mounted(tmp_path / "home", "ro") as home:
        monkeypatch.setenv("HOME", str(home))
        built.build()
    assert built.bytes_of(FIGURE) == before


def test_a_folder_for_temporary_files_that_is_full(built, small_disk, monkeypatch):
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    monkeypatch.setenv("TMPDIR", str(small_disk))
    (built.folder / PAGE).unlink()
    done = built.snakemake(PAGE)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(
        f"error: {small_disk}, for temporary files: the disk is full"
    )
    assert not (built.folder / PAGE).exists()
    (small_disk / "filler").unlink()
    built.build(PAGE)
