import os
import subprocess
import sys
import time

import pytest

from shiftlab.jobs import log
from tests.conftest import ROOT

SCRIPT = """
import os, sys
from shiftlab.jobs import log

with log.logged(sys.argv[1], [], yields="idle" if sys.argv[2] == "figure" else "nice"):
    print(os.sched_getscheduler(0) == os.SCHED_IDLE)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the niceness")
def test_figures_give_way_to_training(tmp_path):
    for kind, gives_way in ("figure", "True"), ("table", "False"):
        command = [sys.executable, "-c", SCRIPT, tmp_path / "log", kind]
        done = subprocess.run(command, cwd=ROOT / "scripts", check=True, capture_output=True, text=True)
        assert done.stdout.strip() == gives_way, kind


STOPPED_WHILE_TIDYING = """
import signal, sys, time
from shiftlab.jobs import log

class Untidy:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)

with log.logged(sys.argv[1], []):
    Untidy()
    time.sleep(20)
"""


def test_a_stop_is_heard_while_python_tidies_up(tmp_path):
    command = [sys.executable, "-c", STOPPED_WHILE_TIDYING, tmp_path / "log"]
    done = subprocess.run(command, cwd=ROOT / "scripts", capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "error: interrupted; the same command resumes it"
    assert "Traceback" not in done.stderr


def test_only_logs_of_this_build_are_opened_for_their_errors(tmp_path):
    old, new, well = (tmp_path / name for name in ("a/old.log", "a/new.log", "well.log"))
    old.parent.mkdir()
    old.write_text("12:00 error: of yesterday\n")
    os.utime(old, (1, 1))
    start = time.time() - 1
    new.write_text("12:01 begun\n12:02 error: the disk\n")
    well.write_text("12:01 error: no more\n12:02 done\n")
    assert log.errors_since(start, tmp_path) == [f"error: the disk ({new})"]
    assert len(log.errors_since(0, tmp_path)) == 2
