"""The memory allocator of this process, and the most memory that it has held."""

import ctypes
import resource
import sys
from pathlib import Path

# Parameters of glibc's mallopt(3), from its <malloc.h>.
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4

KEPT = 1.06e9  # bytes: a perceptron's process holds 1.04e9, a CNN's 1.34e9 after an epoch


def keep_freed():
    """Have glibc keep large buffers for the next step instead of releasing them to the kernel.

    A CNN's buffers are freed and allocated again in every training step. Once released, they return page by
    page, each page cleared: 138 ms a step instead of 84, on two cores.
    """
    _glibc("mallopt", M_MMAP_MAX, 0)
    _glibc("mallopt", M_TRIM_THRESHOLD, -1)


def limit_kept():
    """Release what `keep_freed` has kept, if this process holds more than KEPT.

    For the moments at which work of another kind begins, as when training and evaluation alternate. Buffers
    freed by one seldom fit the other, and small blocks between large ones prevent these from being joined, so
    that new ones are allocated: a CNN's process grew from 1.35 to 1.66 GB in ten epochs. Whatever is needed
    again returns page by page, in 0.1 s. That is a tenth of a perceptron's epoch, so little memory is not
    released.
    """
    if sys.platform == "linux" and _held() > KEPT:
        _glibc("malloc_trim", 0)


def _held():
    """Return the bytes of memory that this process holds now; on Linux alone."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _glibc(name, *arguments):
    """Call a function of glibc, if it is there: other C libraries have none of that name."""
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function:
        function(*arguments)


def peak_mb():
    """Return the most memory that this process has held so far, in millions of bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6)  # Linux counts by 1024 bytes
