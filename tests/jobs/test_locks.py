"""A lock between real processes."""

import errno
import fcntl
import subprocess
import sys

import pytest

from shiftlab.jobs import locks
from shiftlab.jobs.errors import UserError
from tests.conftest import ROOT

HOLD = """
import sys, time
sys.path.insert(0, sys.argv[1])
from shiftlab.jobs import locks
with locks.held(sys.argv[2], "work"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """A process that holds the lock until its standard input is closed."""
    command = [sys.executable, "-c", HOLD, ROOT / "scripts", tmp_path / "a.lock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def assert_free(file):
    with locks.held(file, "work"):
        assert file.exists()
    assert not file.exists()


def test_the_error_names_the_holder(holder, tmp_path):
    for _ in range(2):  # and being refused breaks nothing
        with (
            pytest.raises(UserError, match=rf"under way already: process {holder.pid} on .*, since 20"),
            locks.held(tmp_path / "a.lock", "work"),
        ):
            pytest.fail("two processes hold one lock")


def test_it_ends_with_its_block(holder, tmp_path):
    holder.communicate()
    assert_free(tmp_path / "a.lock")


def test_it_ends_with_a_kill(holder, tmp_path):
    holder.kill()
    holder.wait()
    assert (tmp_path / "a.lock").exists()
    assert_free(tmp_path / "a.lock")


@pytest.mark.parametrize(("variable", "scheduler"), [("SLURM_JOB_ID", "Slurm"), ("JOB_ID", "Grid Engine")])
def test_a_cluster_s_job_is_named(tmp_path, monkeypatch, variable, scheduler):
    monkeypatch.setenv(variable, "17")
    with locks.held(tmp_path / "a.lock", "work"):
        assert f", {scheduler} job 17, since" in (tmp_path / "a.lock").read_text()


NO_FLOCK = """
import errno, fcntl

def flock(descriptor, operation):
    raise OSError(errno.ENOSYS, "Function not implemented")

fcntl.flock = flock
"""


@pytest.fixture
def holder_without_flock(tmp_path):
    """A process that holds the lock on a file system without flock."""
    command = [sys.executable, "-c", NO_FLOCK + HOLD, ROOT / "scripts", tmp_path / "a.lock"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.fixture
def no_flock(monkeypatch):
    def flock(descriptor, operation):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", flock)


def test_without_flock_the_file_is_the_lock(holder_without_flock, no_flock, tmp_path):
    file = tmp_path / "a.lock"
    pid = holder_without_flock.pid
    complaint = rf"under way already: process {pid} on .*; if it no longer runs, delete {file}"
    with pytest.raises(UserError, match=complaint), locks.held(file, "work"):
        pytest.fail("two processes hold one lock")
    _, words = holder_without_flock.communicate()
    assert words == f"{file}: this file system has no flock; the file itself is the lock\n"
    assert_free(file)


def test_without_flock_a_lock_ends_with_a_kill(holder_without_flock, no_flock, tmp_path):
    holder_without_flock.kill()
    holder_without_flock.wait()
    assert_free(tmp_path / "a.lock")
