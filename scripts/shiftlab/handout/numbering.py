"""Numbers of figures and tables, and references to them: the same ones in the page and the print."""

from collections import Counter

from shiftlab.handout import pandoc
from shiftlab.handout.suggestions import did_you_mean
from shiftlab.jobs.errors import UserError

NUMBERED = ("Figure", "Table")


def number(tree, text):
    """Number the captions in the syntax tree of a rendering.Text, and fill in its references, in place.

    `![Caption.](file){ #name}` names a figure, and the link `[](#name)` becomes "Figure 3". Tables with a
    caption are numbered as well. Raises UserError, with the line, for a reference to nothing.
    """
    counts, labels = Counter(), {}
    for kind, content in pandoc.nodes(tree):
        if kind in NUMBERED and content[1][1]:
            (name, *_), (_, caption) = content[0], content[1]
            counts[kind] += 1
            label = f"{kind}\N{NO-BREAK SPACE}{counts[kind]}"
            caption[0]["c"][:0] = [{"t": "Strong", "c": [_words(f"{label}.")]}, {"t": "Space"}]
            labels[name] = label
    for kind, content in pandoc.nodes(tree):
        if kind == "Link" and not content[1]:
            target = content[2][0]
            name = target.removeprefix("#")
            if name not in labels or name == target:
                near = did_you_mean(name, filter(None, labels))
                raise UserError(f"{text.place_of(f']({target})', target)}: there is no figure {target}{near}")
            content[1].append(_words(labels[name]))


def _words(text):
    return {"t": "Str", "c": text}
