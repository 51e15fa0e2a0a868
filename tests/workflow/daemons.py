"""The processes of a throwaway scheduler, whose every file lies in one folder."""

import os
import signal
import socket
import time
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import needs


@contextmanager
def running(scheduler, programs, packages):
    """Run a scheduler for the length of a `with` block; skip the test where that cannot be, but not in CI."""
    needs(programs, packages)
    try:
        scheduler.start()
        yield scheduler
    finally:
        scheduler.stop()
    assert not of(scheduler.folder)


def of(folder):
    """Return the ids of the processes that were started with the name of a folder."""
    return started_with(f"{folder}/")


def started_with(text):
    """Return the ids of the processes with a text in their command or in their environment."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
            variables = (entry / "environ").read_bytes()
        except OSError:  # it has just ended
            continue
        if words and text.encode() in words + variables:
            found.append(int(entry.name))
    return found


def end(folder):
    """End the processes that were started with the name of a folder, by force if need be."""
    for signal_number in (signal.SIGTERM, signal.SIGKILL):
        for process in of(folder):
            os.kill(process, signal_number)
        limit = time.monotonic() + 10
        while of(folder) and time.monotonic() < limit:
            time.sleep(0.1)


def free_ports(count):
    """Return `count` ports of loopback on which no process listens."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for listener in sockets:
            listener.bind(("127.0.0.1", 0))
        return [listener.getsockname()[1] for listener in sockets]
    finally:
        for listener in sockets:
            listener.close()
