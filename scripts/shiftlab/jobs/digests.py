"""Digests of what determines a result: of its code, and of the bytes of its files.

A digest of code reflects its meaning: comments, docstrings and layout do not count. Neither does this
package, shiftlab.jobs: logs, locks and progress bars do not affect a result.
"""

import ast
import functools
import hashlib
import os
from pathlib import Path

from shiftlab.jobs.errors import UserError

IGNORED = "shiftlab.jobs"


@functools.cache
def of_code(file, root):
    """Return the digests of a Python file and of all local modules it depends on: {path below root: digest}.

    The modules are found by following the import statements anywhere in the source; nothing is executed.
    file: path below `root`, the folder in which modules are looked up. A digest is the first 16 hex digits of
    a SHA-256. Raises UserError if a file is not valid Python.
    """
    return {path.relative_to(root).as_posix(): _meaning(path) for path in local_modules(file, root)}


def of_files(files):
    """Return {path: first 16 hex digits of the SHA-256 of the file's bytes} for each of `files`."""
    return {Path(path).as_posix(): _short(Path(path).read_bytes()) for path in files}


@functools.cache
def local_modules(file, root):
    """Return the sorted paths under `root` that running `file` imports, itself included; see `of_code`."""
    found, waiting = set(), [Path(file)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            names = (name for name in _imported_names(path) if not f"{name}.".startswith(f"{IGNORED}."))
            waiting += [module for name in names for module in _files_of(name, Path(root))]
    return sorted(found)


@functools.cache
def parse(file):
    """Return the syntax tree of a Python file, not to be modified; UserError if it is not valid Python."""
    try:
        return ast.parse(Path(file).read_text(encoding="utf-8"))
    except (SyntaxError, ValueError) as error:
        reason = f"line {error.lineno}: {error.msg}" if isinstance(error, SyntaxError) else error
        raise UserError(f"{os.path.relpath(file)}: is not valid Python: {reason}") from error


@functools.cache
def _meaning(path):
    """Return the digest of a Python file's syntax tree, without docstrings."""
    tree = parse(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0])
        for node in (tree, *_statements(tree))
        if isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None
    }
    return _short(_dump(tree, docstrings).encode())


def _statements(node):
    """Yield all statements inside a node, but no expressions, which are most of a tree."""
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, block, ()):
            yield child
            yield from _statements(child)


def _dump(node, left_out):
    """Return a syntax tree as text, without line numbers or empty fields, as these vary with Python."""
    if isinstance(node, ast.AST):
        fields = (
            f"{name}={_dump(value, left_out)}"
            for name, value in ast.iter_fields(node)
            if value not in (None, [])
        )
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return f"[{', '.join(_dump(item, left_out) for item in node if id(item) not in left_out)}]"
    return repr(node)


def _short(content):
    return hashlib.sha256(content).hexdigest()[:16]


@functools.cache
def _imported_names(file):
    names = []
    for node in _statements(parse(file)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from package import name` may name a module or something inside one: try both.
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


@functools.cache
def _files_of(name, root):
    """Return the files that `import name` executes: its parent packages, and the module itself."""
    parts = name.split(".")
    stems = [root.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    paths = (path for stem in stems for path in (stem / "__init__.py", stem.with_suffix(".py")))
    return [path for path in paths if path.is_file()]
