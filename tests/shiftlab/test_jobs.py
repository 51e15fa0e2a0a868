import subprocess
import sys

import pytest

from tests.conftest import ROOT

SCRIPT = """
import os, sys
from shiftlab import jobs

with jobs.logged(sys.argv[1], [], background=sys.argv[2] == "figure"):
    print(os.sched_getscheduler(0) == os.SCHED_IDLE)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is the niceness")
def test_figures_give_way_to_training(tmp_path):
    for kind, gives_way in ("figure", "True"), ("training", "False"):
        command = [sys.executable, "-c", SCRIPT, tmp_path / "log", kind]
        done = subprocess.run(command, cwd=ROOT / "scripts", check=True, capture_output=True, text=True)
        assert done.stdout.strip() == gives_way, kind
