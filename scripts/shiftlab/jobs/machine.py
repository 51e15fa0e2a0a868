"""How much of a machine this process may use."""

import os


def cores():
    """Return the number of CPU cores on which this process may run."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count()


def memory_mb():
    """Return the memory of this machine in millions of bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
