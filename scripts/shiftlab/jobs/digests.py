"""What code a result hangs on: a script and, through its imports, every local module behind it."""

import ast
import hashlib
from pathlib import Path

from shiftlab.jobs.errors import UserError


def local_modules(file, root):
    """Return the files under `root` that running `file` imports, itself included, as a sorted list.

    Found from the import statements anywhere in the source, followed through the modules that they name;
    nothing is run. file, root: paths; the result's paths begin with `root` or are `file` itself.
    Raises UserError if one of them is not valid Python.
    """
    found, waiting = set(), [Path(file)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            names = _imported_names(parse(path))
            waiting += [module for name in names for module in _files_of(name, Path(root))]
    return sorted(found)


def parse(file):
    """Return the syntax tree of a Python file; raises UserError if it is not valid Python."""
    try:
        return ast.parse(Path(file).read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        raise UserError(f"{file}: is not valid Python: {error}") from error


def digests(files):
    """Return {path: first 16 hex digits of the SHA-256 of the file} for each of `files`."""
    return {Path(path).as_posix(): hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16] for path in files}


def _imported_names(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from package import name` may name a module or something inside one: try both.
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files_of(name, root):
    """The files that `import name` runs: the packages on the way, and the module itself."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        stem = root.joinpath(*parts[:length])
        for path in (stem / "__init__.py", stem.with_suffix(".py")):
            if path.is_file():
                yield path
