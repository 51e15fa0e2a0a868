import subprocess
import sys

import pytest

from tests.conftest import ROOT

SCRIPT = """
import os, sys
from shiftlab.jobs import log

with log.logged(sys.argv[1], [], background=sys.argv[2] == "figure"):
    print(os.sched_getscheduler(0) == os.SCHED_IDLE)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the niceness")
def test_figures_give_way_to_training(tmp_path):
    for kind, gives_way in ("figure", "True"), ("training", "False"):
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
    assert done.stderr.splitlines()[-1] == "error: interrupted; the same command takes it up again"
    assert "Traceback" not in done.stderr
