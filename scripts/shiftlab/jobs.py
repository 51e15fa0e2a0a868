"""Around every script: its log, and its clear last words when it fails."""

import logging
import sys
from contextlib import contextmanager

from shiftlab.errors import UserError


@contextmanager
def logged(log_file):
    """Keep the log of a script in `log_file`; end it with one clear line and exit code 1 if it fails.

    A UserError is shown as it is, any other exception with its type; the traceback is in the log.
    """
    logging.basicConfig(
        filename=log_file, filemode="w", level=logging.INFO, format="%(asctime)s %(message)s", force=True
    )
    logging.captureWarnings(True)
    try:
        yield
    except Exception as error:
        logging.exception("failed")
        kind = "" if isinstance(error, UserError) else f"{type(error).__name__}: "
        line = f"error: {kind}{error}"
        logging.error(line)
        sys.exit(line)
