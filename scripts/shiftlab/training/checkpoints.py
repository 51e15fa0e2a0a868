"""Checkpoints: all that a run needs to resume after its last epoch, in one file that is complete or refused.

The file is a zip archive, whose CRC-32 of every member is checked on reading. Members: fingerprint.json (what
decides the run), history.json (its rows so far) and tensors.safetensors (everything else).
"""

import json
import logging
import zipfile
from pathlib import Path
from typing import NamedTuple

import safetensors.torch

from shiftlab.jobs.errors import UserError

log = logging.getLogger(__name__)


class Checkpoint(NamedTuple):
    """The file of a run's checkpoint, and what decides the run."""

    file: Path
    fingerprint: dict  # name of a thing that decides the run: its value, of JSON's types

    def save(self, tensors, history):
        """Save the state of a run, replacing what was saved before.

        tensors: mapping from names to tensors that share no memory. history: list of rows, of JSON's types.
        A kill at any moment leaves the old checkpoint or the new one.
        Raises UserError if it cannot be written; then the old one remains.
        """
        unfinished = self.file.with_name(f".{self.file.name}")
        try:
            with zipfile.ZipFile(unfinished, "w") as archive:
                archive.writestr("fingerprint.json", json.dumps(self.fingerprint, indent=1))
                archive.writestr("history.json", json.dumps(history, indent=1))
                archive.writestr("tensors.safetensors", safetensors.torch.save(tensors))
            unfinished.replace(self.file)
        except OSError as error:
            raise UserError(f"{self.file}: cannot be written: {error.strerror}") from error
        finally:
            unfinished.unlink(missing_ok=True)

    def load(self):
        """Return the (tensors, history) that `save` wrote, the tensors on the CPU; None if nothing is usable.

        A file that is damaged, or has another fingerprint, is reported as a warning and kept.
        """
        if not self.file.exists():
            return None
        try:
            with zipfile.ZipFile(self.file) as archive:
                fingerprint = json.loads(archive.read("fingerprint.json"))
                history = json.loads(archive.read("history.json"))
                tensors = safetensors.torch.load(archive.read("tensors.safetensors"))
        except Exception as error:  # a damaged archive raises a dozen types
            log.warning("%s is damaged (%s): training starts afresh", self.file, error)
            return None
        others = [name for name, value in self.fingerprint.items() if fingerprint.get(name) != value]
        if others:
            log.warning("%s is of another %s: training starts afresh", self.file, " and ".join(others))
            return None
        return tensors, history

    def remove(self):
        """Remove the checkpoint, if there is one."""
        self.file.unlink(missing_ok=True)
