"""Results that an earlier configuration made, and today's does not: of a network that was removed, say."""

import re
from pathlib import Path


def find(folder, patterns, made):
    """Return the leftovers among the files below a folder: sorted paths, as text.

    patterns: paths with {wildcards} of all that rules make. made: paths of what this configuration makes.
    A leftover fits a pattern, whatever its wildcards, and is not made. A copy that a user made of a run fits
    as well: the caller must tell which files a build wrote.
    """
    known = re.compile("|".join(map(_expression, patterns)))
    files = (path.as_posix() for path in Path(folder).rglob("*") if path.is_file())
    return sorted(file for file in files if known.fullmatch(file) and file not in made)


def remove(files, folder):
    """Remove files below a folder, and what folders are empty then."""
    for path in map(Path, files):
        path.unlink()
        for parent in path.parents:
            if parent == Path(folder) or any(parent.iterdir()):
                break
            parent.rmdir()


def _expression(pattern):
    """Return the regular expression of a path in which a wildcard stands for one part of it."""
    parts = re.split(r"\{[^}]*\}", pattern)
    return "[^/]+".join(map(re.escape, parts))
