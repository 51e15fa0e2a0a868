"""This process's memory allocator, and its peak memory."""

import ctypes
import resource
import sys
from pathlib import Path

# Parameters of glibc's mallopt(3), from its <malloc.h>.
M_TRIM_THRESHOLD, M_MMAP_MAX = -1, -4

KEPT = 1.06e9  # bytes; after an epoch, a perceptron's process holds 1.04e9 and a CNN's 1.34e9


def keep_freed():
    """Have glibc keep large buffers for the next step instead of releasing them to the kernel.

    A CNN's buffers are freed and allocated again in every training step. Memory released to the kernel comes
    back page by page, each page zeroed: 138 ms per step instead of 84, on two cores.
    """
    _glibc("mallopt", M_MMAP_MAX, 0)
    _glibc("mallopt", M_TRIM_THRESHOLD, -1)


def limit_kept():
    """Release the memory that `keep_freed` has kept, if this process holds more than KEPT bytes.

    Call it when the kind of work changes, as between training and evaluation. Buffers freed by one seldom fit
    the other, and small blocks between large ones prevent these from being merged, so that new ones are
    allocated: a CNN's process grew from 1.35 to 1.66 GB in ten epochs. Reallocating the released memory, page
    by page, takes 0.1 s. That is a tenth of a perceptron's epoch, so a process below KEPT releases nothing.
    """
    if sys.platform == "linux" and _held() > KEPT:
        _glibc("malloc_trim", 0)


def _held():
    """Return the resident memory of this process in bytes; on Linux only."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def _glibc(name, *arguments):
    """Call a function of glibc, or do nothing if the C library lacks it."""
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function:
        function(*arguments)


def peak_mb():
    """Return the peak resident memory of this process, in millions of bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6)  # Linux counts units of 1024 bytes
