"""The images that a text shows, and other files that it loads: all are in its folder, nothing is fetched."""

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from shiftlab.handout import pandoc, text_folder
from shiftlab.handout.suggestions import did_you_mean
from shiftlab.jobs.errors import UserError

# What browsers show; Typst does as well.
FORMATS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")


def check(tree, text, folder, formats):
    """Raise UserError, with the line, for an image that is not in the folder or of no known format.

    tree: the syntax tree of a rendering.Text. folder: a copy of the text's folder, with the figures.
    formats: the suffixes of images.
    """
    known = text_folder.names(folder)
    for source, is_image in _sources(tree):
        path = unquote(source)
        if posixpath.normpath(path) not in known:
            near = did_you_mean(path, text_folder.names(text.file.parent))
            problem = (
                f"there is no file {path} in {text.file.parent}, where your own images must be; "
                f"none is fetched from elsewhere{near}"
            )
        elif is_image and Path(path).suffix.lower() not in formats:
            problem = f"{path} is of no known format; there are: {', '.join(formats)}"
        else:
            continue
        raise UserError(f"{text.place_of(source or ']()', path)}: {problem}")


def _sources(tree):
    """Yield the path or address of everything that a text loads, and whether Markdown says it is an image."""
    for kind, content in pandoc.nodes(tree):
        if kind == "Image":
            yield content[2][0], True
        elif kind in pandoc.RAW and content[0] == "html":
            raw = _Loaded()
            raw.feed(content[1])
            yield from ((source, False) for source in raw.sources)


class _Loaded(HTMLParser):
    """Collects the path or address of everything that HTML loads."""

    def __init__(self):
        super().__init__()
        self.sources = []

    def handle_starttag(self, tag, attributes):
        self.sources += [
            value or "" for name, value in attributes if name == "src" or (tag, name) == ("link", "href")
        ]
