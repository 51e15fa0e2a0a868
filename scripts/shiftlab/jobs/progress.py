"""Progress of a long loop: a bar in a terminal, a line in the log and elsewhere every half a minute."""

import logging
import math
import sys
import time

from shiftlab.jobs.wording import duration

log = logging.getLogger(__name__)

INTERVAL = 30  # seconds between two lines

_job = ""


def show(job):
    """Show the progress of this process, as that of a job with this name."""
    global _job
    _job = job
    if not sys.stderr.isatty():
        log.addHandler(logging.StreamHandler())


class Bar:
    """How far a loop is, as in "epoch 6 of 10": a context manager with update()."""

    def __init__(self, total, unit, part="", updates=1, done=0):
        """Begin a loop over `total` units, such as 10 and "epoch".

        part: what the loop does, if a job has several. updates: steps in a unit. done: units that an earlier
        process completed.
        """
        from tqdm import tqdm  # here, as every script imports this module, and a package may be broken

        self.total, self.updates = total, updates
        loop = ", ".join(filter(None, (_job, part)))
        self.prefix = f"{loop}: {unit}" if loop else unit
        self.first = self.steps = done * updates
        self.start = self.shown = time.monotonic()
        self.drawn = tqdm(
            total=total * updates,
            desc=self.text(),
            initial=self.steps,
            disable=None,  # unless in a terminal
            leave=False,
            bar_format="{desc} |{bar}| {elapsed}, {remaining} left",
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.drawn.close()

    def text(self):
        return f"{self.prefix} {math.ceil(self.steps / self.updates)} of {self.total}"

    def update(self, steps=1):
        """Advance by some steps: one, unless given."""
        self.steps += steps
        self.drawn.set_description_str(self.text(), refresh=False)
        self.drawn.update(steps)
        now, left = time.monotonic(), self.total * self.updates - self.steps
        if now - self.shown >= INTERVAL and left:
            self.shown, spent = now, now - self.start
            seconds = left * spent / (self.steps - self.first)
            log.info("%s, %s, about %s left", self.text(), duration(spent), duration(seconds))
