"""The check of an architecture in a separate process, with a time limit; what passes is remembered.

So planning loads no PyTorch, and nothing that an architecture's file does can stop or hang it.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from shiftlab.jobs import digests
from shiftlab.jobs.errors import UserError
from shiftlab.networks import contract
from shiftlab.networks.contract import SCRIPTS

LIMIT = 60  # seconds for the check, once PyTorch is loaded
CHECK = SCRIPTS / "shiftlab/networks/check.py"


def operators(architecture, frame, garment, classes, options, folder):
    """Return the operators of a network, as check.operators does, which raises UserError on a mistake.

    Arguments as in build.network. folder: where the operators of each network that has passed are kept, with
    the digest of everything that decides them.
    """
    code = [digests.of_code(file, SCRIPTS) for file in (CHECK, contract.file_of(architecture))]
    facts = json.dumps([code, garment, options, version("torch"), sys.version])
    digest = hashlib.sha256(facts.encode()).hexdigest()
    file = Path(folder) / f"{architecture}-{frame}-{classes}.json"
    kept = _read(file)
    if kept.get("digest") == digest:
        return kept["operators"]
    found = _check(architecture, frame, garment, classes, options)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"digest": digest, "operators": found}), encoding="utf-8")
    return found


def _read(file):
    """Return the mapping in a JSON file; an empty one if there is none, or if it is damaged."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _check(architecture, frame, garment, classes, options):
    """Run networks.check as a program; return what it writes."""
    path = os.pathsep.join(filter(None, [str(SCRIPTS), os.environ.get("PYTHONPATH")]))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "operators.json"
        arguments = [
            architecture,
            *map(json.dumps, (frame, garment, classes, options)),
            str(file),
            str(LIMIT),
        ]
        done = subprocess.run(
            [sys.executable, "-m", "shiftlab.networks.check", *arguments],
            env=os.environ | {"PYTHONPATH": path},
            stdout=subprocess.DEVNULL,  # of a network that prints
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode == 0 and file.exists():
            return json.loads(file.read_text(encoding="utf-8"))
    raise _refusal(architecture, done)


def _refusal(architecture, done):
    """Return the UserError of a check that failed, a subprocess.CompletedProcess."""
    *_, last = ["", *done.stderr.splitlines()]
    if last.startswith("error: "):
        return UserError(last.removeprefix("error: "))
    if re.search(r"^Timeout \(.*\)!$", done.stderr, re.MULTILINE):  # of faulthandler
        file = re.escape(str(contract.file_of(architecture)))
        line = re.search(rf'File "{file}", line (\d+)', done.stderr)
        where = f"line {line[1]}: " if line else ""
        return contract.refusal(architecture, f"{where}still running after {LIMIT} seconds")
    reason = f"its check ended with exit code {done.returncode}"
    return contract.refusal(architecture, f"{reason}: {last}" if last else reason)
