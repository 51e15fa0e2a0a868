"""Locks between processes, on one machine or on several that share a file system."""

import logging
import os
import socket
import time
import warnings
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, SoftFileLock, Timeout

from shiftlab.jobs.errors import UserError

log = logging.getLogger(__name__)

# The variable in which each scheduler tells a job its number.
SCHEDULERS = {"Slurm": "SLURM_JOB_ID", "Grid Engine": "JOB_ID"}


@contextmanager
def held(file, work):
    """Hold a lock on `file` for the length of a `with` block. It is released however the process exits.

    On a file system without flock, such as some Lustre mounts, the file's existence is the lock, and a
    warning is logged: after a kill, only a process on the same machine can detect that the lock is stale.

    work: what the lock protects, named in the error.
    Raises UserError if another process holds the lock, naming it and its machine, or if the file cannot be
    written.
    """
    lock = FileLock(file, blocking=False)
    try:
        with warnings.catch_warnings(action="ignore"):  # filelock warns about its fallback
            lock.acquire()
        if isinstance(lock, SoftFileLock):
            log.warning("%s: this file system has no flock; the file itself is the lock", file)
        else:
            Path(file).write_text(_signature(), encoding="utf-8")
    except Timeout as error:
        raise UserError(f"{work} is under way already: {_holder(file, lock)}") from error
    except OSError as error:
        raise UserError(f"{file}: cannot be locked: {error.strerror}") from error
    try:
        yield
    finally:
        if not isinstance(lock, SoftFileLock):
            Path(file).unlink(missing_ok=True)  # before the release: later, the file might be another's
        lock.release()


def _holder(file, lock):
    """Return the holder of a lock, as far as its file shows."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except FileNotFoundError:  # it has just been released
        text = ""
    if isinstance(lock, SoftFileLock):
        process, machine, *_ = [*text.splitlines(), "unknown", "an unknown machine"]
        return f"process {process} on {machine}; if it no longer runs, delete {file}"
    return text or "another process"


def _signature():
    holder = f"process {os.getpid()} on {socket.gethostname()}"
    for scheduler, variable in SCHEDULERS.items():
        if variable in os.environ:
            holder += f", {scheduler} job {os.environ[variable]}"
    return f"{holder}, since {time.strftime('%Y-%m-%d %H:%M:%S')}"
