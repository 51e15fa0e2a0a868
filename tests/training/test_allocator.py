"""In a separate process, as settings of a C library are permanent."""

import subprocess
import sys

import pytest

CODE = """
import sys; sys.path.insert(0, "scripts")
import numpy as np
from shiftlab.training import allocator
allocator.keep_freed()
before = allocator._held()
np.ones(200_000_000, np.uint8)
print((allocator._held() - before) / 1e6)
for allocator.KEPT in (before + 400_000_000, before + 100_000_000):
    allocator.limit_kept()
    print((allocator._held() - before) / 1e6)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has these settings")
def test_what_is_freed_is_kept_up_to_a_limit():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    freed, below, above = map(float, done.stdout.split())
    assert freed > 190 and below > 190
    assert above < 20
