"""Fills in the handout's text; whatever is wrong in it is named with its file and line."""

import re
import traceback
from contextlib import contextmanager
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.lexer import Token

from shiftlab.handout import template, text_folder, undefined
from shiftlab.handout.suggestions import did_you_mean
from shiftlab.jobs.errors import UserError

# Unicode assigns this character to nothing.
MARK = "\ufdd0"
INCLUDES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


class Text:
    """A template that has been filled in: its `markdown`, and the place in the files of each piece of it."""

    def __init__(self, file, names):
        """file: path of the template. names: a mapping of all that it may name.

        Raises UserError, with the line, for a name that does not exist, and for a mistake in the syntax.
        """
        self.file, self._names = Path(file), names
        self.markdown = self._render()

    def place(self, position):
        """Return the file and line, as an error names them, from which the text at a position comes."""
        pieces = iter(self._render([_Marks]).split(MARK))
        where, end = f"{self.file}, line 1", len(next(pieces))
        for mark, piece in zip(pieces, pieces):
            if position < end:
                break
            where, end = mark, end + len(piece)
        return where

    def place_of(self, *pieces):
        """Return the place of the first of some pieces of text that is found, or the file without a line."""
        found = (self.positions(piece) for piece in pieces)
        return next((self.place(positions[0]) for positions in found if positions), str(self.file))

    def positions(self, piece, end=None):
        """Return all positions, up to `end`, of a piece of text as pandoc took it from the text."""
        if not piece:
            return []
        # White space may differ, and quotations have > at the beginning of lines.
        pattern = r"[\s>]+".join(map(re.escape, piece.split()))
        before = r"(?<!\w)" if piece[:1].isalnum() else ""
        after = r"(?!\w)" if piece.rstrip()[-1:].isalnum() else ""
        return [found.start() for found in re.finditer(before + pattern + after, self.markdown[:end])]

    def _render(self, extensions=()):
        folder, name = self.file.parent, self.file.name
        known = set(self._names)
        for _, tree in trees(self.file):
            known |= {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
        with _named_lines(self.file):
            environment = _environment(folder, extensions, undefined.suggesting(self._names, known))
            return environment.get_template(name).render(self._names)


def trees(file, above=()):
    """Yield the path and the syntax tree of a template, and of every one that it includes.

    above: the templates that include it. Raises UserError, with the line, for a mistake in the syntax, and
    for an include of a file that is not there, that is not named in quotes, or that includes itself.
    """
    path = Path(file)
    folder = (*above, path)[0].parent
    with _named_lines(path):
        source = path.read_text(encoding="utf-8")
        environment = _environment(folder)
        tree = environment.parse(source, path.name, str(path))
        environment.compile(tree, path.name, str(path), raw=True)  # parsing accepts an unknown filter
    yield path, tree
    for include in tree.find_all(INCLUDES):
        where, name = f"{path}, line {include.lineno}", getattr(include.template, "value", None)
        if not isinstance(name, str):
            raise UserError(f"{where}: a file to be included is named in quotes, one at a time")
        known = text_folder.names(folder)
        if name not in known:
            raise UserError(f"{where}: there is no file {name} in {folder}{did_you_mean(name, known)}")
        if folder / name in (*above, path):
            raise UserError(f"{where}: {name} includes itself")
        yield from trees(folder / name, (*above, path))


class _Marks(Extension):
    """Marks, in what a template yields, the line of each piece."""

    def filter_stream(self, stream):
        for token in stream:
            if token.type == "data":
                lines = enumerate(token.value.split("\n"), token.lineno)
                marked = (self._mark(stream, number) + line for number, line in lines)
                yield Token(token.lineno, "data", "\n".join(marked))
            else:
                if token.type == "variable_begin":
                    yield Token(token.lineno, "data", self._mark(stream, token.lineno))
                yield token

    @staticmethod
    def _mark(stream, line):
        return f"{MARK}{stream.filename}, line {line}{MARK}"


def _environment(folder, extensions=(), missing=jinja2.StrictUndefined):
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), extensions=extensions, undefined=missing,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= template.FILTERS
    return environment


@contextmanager
def _named_lines(file):
    """Turn whatever the template `file`, or one that it includes, raises into a UserError with the line."""
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise UserError(f"{error.filename or file}, line {error.lineno}: {error.message}") from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        inside = [frame for frame in frames if Path(frame.filename).is_relative_to(file.parent)]
        where = f"{inside[-1].filename}, line {inside[-1].lineno}" if inside else str(file)
        raise UserError(f"{where}: {' '.join(str(error).split())}") from error
