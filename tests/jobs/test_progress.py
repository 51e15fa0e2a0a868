import fcntl
import logging
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from shiftlab.jobs import progress
from tests.conftest import ROOT

SCRIPT = """
import sys
from shiftlab.jobs import log, progress

progress.INTERVAL = float(sys.argv[2])
with log.logged(sys.argv[1]):
    with progress.Bar(3, "epoch", updates=2) as bar:
        for _ in range(6):
            bar.update()
"""


@pytest.fixture
def script(tmp_path):
    """A command that takes the seconds between two lines, and its log."""
    log = tmp_path / "results/logs/train/shifted/two_full/seed1.log"
    log.parent.mkdir(parents=True)
    return [sys.executable, "-c", SCRIPT, log], log


def test_where_stderr_is_no_terminal_it_gets_lines(script):
    command, log = script
    done = subprocess.run([*command, "0"], cwd=ROOT / "scripts", capture_output=True, text=True)
    epochs = (1, 1, 2, 2, 3)  # and nothing is left after the last batch
    lines = [f"train shifted/two_full/seed1: epoch {epoch} of 3, 1 s, about 1 s left" for epoch in epochs]
    assert done.stderr.splitlines() == lines
    assert [line.split(" ", 2)[2] for line in log.read_text().splitlines()] == lines


def test_a_short_job_says_nothing(script):
    command, _ = script
    done = subprocess.run([*command, "30"], cwd=ROOT / "scripts", capture_output=True, text=True)
    assert done.stderr == ""


def test_a_terminal_gets_a_bar_that_is_erased_in_the_end(script):
    command, _ = script
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    subprocess.run([*command, "0"], cwd=ROOT / "scripts", stderr=theirs, check=True)
    written = os.read(ours, 100_000).decode()
    os.close(theirs)
    os.close(ours)
    assert "train shifted/two_full/seed1: epoch 0 of 3 |" in written and "\n" not in written
    assert written.endswith("\r") and not written.split("\r")[-2].strip()


def test_the_time_that_is_left_is_that_of_this_process(monkeypatch, caplog):
    """An interrupted training that resumes after epoch 6 takes 20 s for the seventh of ten."""
    times = iter([100, 110, 130])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))
    caplog.set_level(logging.INFO)
    bar = progress.Bar(10, "epoch", "part", updates=2, done=6)
    bar.update()
    bar.update()
    assert caplog.messages == ["part: epoch 7 of 10, 30 s, about 90 s left"]
