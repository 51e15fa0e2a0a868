"""Pandoc, whose warnings are errors here: one line with what is wrong, and where in the text."""

import json
import re
import tempfile
from pathlib import Path

import pypandoc

from shiftlab.jobs.errors import UserError

RAW = ("RawInline", "RawBlock")
# Macros for formulas may be defined in the text.
DEFINITION = re.compile(r"\\((re)?new|provide)(command|environment)\b|\\(def|let|DeclareMathOperator)\b")


def parse(text):
    """Return the syntax tree of a rendering.Text, with its citations set as text, and their bibliography.

    Raises UserError, with the line, for what pandoc warns of, such as a citation of what is not in the
    bibliography, and for what would vanish without a warning: raw TeX outside formulas.
    """
    folder = f"--resource-path={text.file.parent}"
    parsed = _run(text, text.markdown, "markdown", "json", "--citeproc", folder)
    # For Typst, pandoc would write a citation anew: keep only the text that it is set as.
    tree = replaced(json.loads(parsed), "Cite", lambda content: ("Span", [["", [], []], content[1]]))
    for kind, content in nodes(tree):
        if kind in RAW and content[0] not in ("html", "typst") and not DEFINITION.match(content[1]):
            where = text.place_of(content[1])
            shown = "what is shown is HTML, Typst, and TeX in formulas"
            raise UserError(f"{where}: {_shown(content[1])} would vanish; {shown}")
    return tree


def nodes(tree):
    """Yield the type and the content of every node of a syntax tree, in its order."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree["t"], tree.get("c")
        tree = list(tree.values())
    if isinstance(tree, list):
        for branch in tree:
            yield from nodes(branch)


def replaced(tree, kind, function):
    """Return a syntax tree with the nodes of a type replaced: function(content) returns (type, content)."""

    def replace(node):
        return dict(zip("tc", function(node["c"]))) if node.get("t") == kind else node

    return json.loads(json.dumps(tree), object_hook=replace)


def words(content):
    """Return the text of some inline nodes, without what emphasises or links it."""
    letters = {"Str": lambda text: text, "Space": lambda _: " ", "SoftBreak": lambda _: " "}
    return "".join(letters[kind](text) for kind, text in nodes(content) if kind in letters)


def write(tree, text, kind, *options):
    """Write the syntax tree of a text as a document, returned as text.

    kind: pandoc's name of the format. options: of its command. Raises UserError as `parse` does.
    """
    return _run(text, json.dumps(tree), "json", kind, *options)


def _run(text, source, source_kind, kind, *options):
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log.json")
        options = [*options, "--quiet", f"--log={log}"]
        try:
            result = pypandoc.convert_text(source, kind, format=source_kind, extra_args=options)
        except RuntimeError as error:
            message = str(error).partition("during conversion: ")[2] or str(error)
            raise UserError(f"{text.file}: {_shown(message)}") from error
        entries = json.loads(log.read_text(encoding="utf-8"))
    for entry in entries:
        if entry["verbosity"] in ("WARNING", "ERROR"):
            raise UserError(_line(entry, text))
    return result


def _line(entry, text):
    """Return a warning as one line; entry: that of pandoc's log."""
    if entry["type"] == "CouldNotConvertTeXMath":
        formula = entry["contents"]
        where = text.place_of(f"${formula}$", f"$$ {formula} $$", formula)
        (reason,) = re.findall("^unexpected .*", entry["message"], re.MULTILINE)[:1] or ["it is not TeX"]
        return f"{where}: the formula {_shown(formula)} cannot be read: {reason.replace('eof', 'end')}"
    if missing := re.fullmatch("Citeproc: citation (.*) not found", entry["pretty"]):
        return f"{text.place_of(f'@{missing[1]}')}: {missing[1]} is not in the bibliography"
    opening = entry.get("openpos", entry)
    name = entry.get("contents") or entry.get("key") or entry.get("path") or ""
    line = opening.get("line")
    where = text.place(_position(text, line, name)) if line else text.place_of(name)
    # Less its own places, which are of the rendered text.
    message = re.sub(r"( at)? \S*\s?line \d+ column \d+", "", entry["pretty"])
    return f"{where}: {_shown(message)}"


def _position(text, line, name):
    """Return the position of what pandoc found in a line, or above it: it may give the line of its end."""
    lines = text.markdown.split("\n")
    found = text.positions(name, len("\n".join(lines[:line])))
    return found[-1] if found else len("\n".join(lines[: line - 1])) + 1


def _shown(source):
    """Return a piece of text in one line of at most 200 letters."""
    line = " ".join(source.split())
    return line if len(line) <= 200 else line[:197] + "..."
