"""Around every script: its log, and its clear last words when it fails or is stopped."""

import errno
import logging
import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

from shiftlab.jobs.errors import UserError

# Before torch is loaded: how often its threads look for one another (GNU's OpenMP counts) before they sleep.
# By default so often that they keep a core from the jobs beside them: on two cores with one other job, a CNN
# trains 1.3 times as fast like this. Not at once, or a perceptron alone would take 1.1 times as long.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

DISK_FULL = "the disk is full; make room, and the same command goes on"


@contextmanager
def logged(log_file, outputs, background=False):
    """Keep the log of a script in `log_file`; if it fails, remove `outputs`, end in a clear line and exit 1.

    background: take only the time that no other process wants. For a script that others seldom wait for.

    A UserError is shown as it is, any other exception with its type; the traceback is in the log. What the
    library warns of is shown too. SIGTERM, with which a cluster ends a job, stops a script like Ctrl-C does.
    Scripts import inside the block, so that a broken package or a Ctrl-C while torch loads ends no other way.
    """
    logging.raiseExceptions = False  # a log that cannot be written is no reason for a traceback
    logging.basicConfig(
        filename=log_file, filemode="w", level=logging.INFO, format="%(asctime)s %(message)s", force=True
    )
    logging.captureWarnings(True)
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    logging.getLogger("shiftlab").addHandler(shown)
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.default_int_handler)
    sys.unraisablehook = _interrupt_again
    if background:
        _give_way()
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
            signal.signal(number, signal.SIG_IGN)
        # At once, and not by Snakemake later: on a full disk it may fail itself and leave them half-written.
        for path in outputs:
            Path(path).unlink(missing_ok=True)
        if not isinstance(error, KeyboardInterrupt):
            logging.exception("failed")
        line = f"error: {_told(error)}"
        logging.error(line)
        sys.exit(line)


def _interrupt_again(ignored):
    """Python ignores what is raised in a __del__; if that was an interruption, it comes again soon after."""
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(ignored)


def _give_way():
    """Let every other process go first: on two cores, a training beside figures is 1.6 times as fast."""
    with suppress(OSError):  # where it is not allowed, all are alike
        if sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        else:
            os.nice(19)


def _told(error):
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; the same command takes it up again"
    if isinstance(error, UserError):
        return error
    # Libraries often fail anew over a file that they could not write, and hide why.
    cause = error
    while cause:
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
            return DISK_FULL
        cause = cause.__context__
    return f"{type(error).__name__}: {error}"
