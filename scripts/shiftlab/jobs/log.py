"""Around every script: its log, and one clear line when it fails or is interrupted."""

import errno
import logging
import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

from shiftlab.jobs import progress
from shiftlab.jobs.errors import UserError
from shiftlab.jobs.wording import job_name

# Before torch is loaded: how long OpenMP threads spin before they sleep (GNU's OpenMP counts). By default so
# long that they take a core from the jobs beside them: on two cores with one other job, a CNN trains 1.3
# times as fast like this. Not at once, or a perceptron alone would take 1.1 times as long.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

DISK_FULL = "the disk is full; make room, then type the same command again"


@contextmanager
def logged(log_file, outputs=(), yields=None):
    """Keep the log of a script; if the script fails, print one clear line and exit with code 1.

    log_file: path of the log. outputs: paths that a failure removes, see `removed_on_failure`.
    yields: "nice" to let other processes go first, "idle" to run only when no other process wants a core.

    A UserError is shown as it is, any other exception with its type; the traceback is in the log. Warnings of
    the library and the progress of long loops are shown too. SIGTERM, with which a cluster ends a job,
    interrupts a script as Ctrl-C does.
    Scripts import inside the block, so that a broken package, or Ctrl-C while torch loads, ends the same way.
    """
    logging.raiseExceptions = False  # a log that cannot be written is no reason for a traceback
    logging.basicConfig(
        filename=log_file, filemode="w", level=logging.INFO, format="%(asctime)s %(message)s", force=True
    )
    logging.captureWarnings(True)
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)
    logging.getLogger("shiftlab").addHandler(shown)
    progress.show(job_name(log_file))
    for number in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.default_int_handler)
    sys.unraisablehook = _interrupt_again
    _yield_to_others(yields)
    try:
        with removed_on_failure(outputs):
            yield
    except (Exception, KeyboardInterrupt) as error:
        _ignore_interruptions()
        if not isinstance(error, KeyboardInterrupt):
            logging.exception("failed")
        line = f"error: {_message(error)}"
        logging.error(line)
        sys.exit(line)


@contextmanager
def removed_on_failure(outputs):
    """Remove the `outputs`, paths, if the block fails, so that nothing half-written is kept.

    Here, and not by Snakemake later: on a full disk it may fail as well.
    """
    try:
        yield
    except BaseException:
        _ignore_interruptions()  # a second one would leave some of them
        for path in outputs:
            Path(path).unlink(missing_ok=True)
        raise


def _ignore_interruptions():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)


def errors_since(start, folder):
    """Return the errors that end the logs below `folder` written since `start`, a time.time()."""
    lines = []
    for path in sorted(Path(folder).rglob("*.log")):
        if path.stat().st_mtime >= start:
            last = path.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
            if " error: " in last:
                lines.append(f"error: {last.partition(' error: ')[2]} ({path})")
    return lines


def _interrupt_again(ignored):
    """Interrupt again a little later if an interruption fell into a __del__, where Python ignores it."""
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, 0.01)
    else:
        sys.__unraisablehook__(ignored)


def _yield_to_others(how):
    """Lower this process's priority; on two cores, training beside idle figures is 1.6 times as fast."""
    with suppress(OSError):  # where it is not allowed, all have the same priority
        if how == "idle" and sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        elif how:
            os.nice(19)


def _message(error):
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; the same command resumes it"
    if isinstance(error, UserError):
        return error
    # A library that fails to write a file often fails again over it, and hides the cause.
    cause = error
    while cause:
        if isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT):
            return DISK_FULL
        cause = cause.__context__
    return f"{type(error).__name__}: {error}"
