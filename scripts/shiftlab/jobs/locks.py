"""Locks between processes, on one machine or on several that share a file system."""

import os
import socket
import time
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from shiftlab.jobs.errors import UserError


@contextmanager
def held(file, work):
    """Hold a lock on `file` for the length of a `with` block. However the process ends, it ends with it.

    work: what may only be done once at a time, named in the error.
    Raises UserError, with the process that holds the lock and its machine, if another one does; also if the
    file cannot be written.
    """
    lock = FileLock(file, blocking=False, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout as error:
        raise UserError(f"{work} is under way already: {_holder(file)}") from error
    except OSError as error:
        raise UserError(f"{file}: cannot be written: {error.strerror}") from error
    try:
        yield
    finally:
        Path(file).unlink(missing_ok=True)  # while it is held: later, it might be somebody else's
        lock.release()


def _holder(file):
    try:
        return Path(file).read_text(encoding="utf-8") or "another process"
    except FileNotFoundError:  # it has just come to its end
        return "another process"


def _sign(descriptor):
    job = os.environ.get("SLURM_JOB_ID")
    holder = f"process {os.getpid()} on {socket.gethostname()}" + (f", Slurm job {job}" if job else "")
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{holder}, since {time.strftime('%Y-%m-%d %H:%M:%S')}".encode())
