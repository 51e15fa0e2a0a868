"""Where a handout comes from: the version and the commit of the code, and the date of its results."""

import json
import subprocess
from datetime import date
from pathlib import Path


def of(folder, costs):
    """Return {"version", "commit", "date"}, as text to be printed.

    folder: that of the code, which holds the file VERSION. costs: path of the cost.json of each run: the last
    day on which a training ended is the date. The commit is "" where the code is not under version control,
    and says so if files have been changed since.
    """
    version = Path(folder, "VERSION").read_text(encoding="utf-8").strip()
    dates = (json.loads(Path(file).read_text(encoding="utf-8"))["date"] for file in costs)
    last = date.fromisoformat(max(dates))
    return {"version": version, "commit": _commit(folder), "date": f"{last.day} {last:%B %Y}"}


def _commit(folder):
    try:
        if _git(folder, "rev-parse", "--show-prefix"):  # a folder inside another project
            return ""
        return _git(folder, "describe", "--always", "--dirty= with changes", "--abbrev=10", "--exclude=*")
    except (OSError, subprocess.CalledProcessError):  # no git, or no repository
        return ""


def _git(folder, *arguments):
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()
