"""The handout as a page and as a print: pandoc turns its Markdown into HTML, or into a PDF through Typst."""

import functools
import re
from pathlib import Path

import typst

from shiftlab.handout import fonts, images, numbering, pandoc, themed
from shiftlab.handout.figures import FIGURES
from shiftlab.jobs.errors import UserError


def to_page(text, template, folder):
    """Turn a rendering.Text into one self-contained HTML file with MathML and its fonts, returned as text.

    template: pandoc's. folder: a copy of the text's folder, which has the template's style and script, with
    the figures. Raises UserError, with the line, for whatever cannot be shown.
    """
    tree = pandoc.parse(text)
    images.check(tree, text, folder, images.FORMATS)
    numbering.number(tree, text)
    tree = pandoc.replaced(tree, "Image", functools.partial(_in_page, folder))
    for name, css in {"fonts": fonts.css(text.markdown), "figures": themed.css()}.items():
        Path(folder, f"{name}.css").write_text(css, encoding="utf-8")
    options = ["--embed-resources", "--mathml", "--table-of-contents", "--toc-depth=2"]
    return pandoc.write(tree, text, "html", *options, f"--template={template}", f"--resource-path={folder}")


def _in_page(folder, image):
    """Return an image of a page: a figure of ours as SVG inside the page, for its colours and fonts."""
    _, alt, (source, _) = image
    if not source.startswith(FIGURES):
        return "Image", image
    svg = Path(folder, source).read_text(encoding="utf-8")
    return "RawInline", ["html", themed.themed(svg, pandoc.words(alt))]


def to_print(text, template, folder):
    """Turn a rendering.Text into a PDF, returned as bytes: the same ones of the same text and figures.

    template: pandoc's, for Typst. folder, raises: as for `to_page`.
    """
    tree = pandoc.parse(text)
    images.check(tree, text, folder, (*images.FORMATS, ".pdf"))
    numbering.number(tree, text)
    source = Path(folder) / "handout.typ"
    source.write_text(pandoc.write(tree, text, "typst", f"--template={template}"), encoding="utf-8")
    try:
        # Our fonts, as those of machines differ.
        return typst.compile(
            str(source),
            root=str(folder),
            ignore_system_fonts=True,
            font_paths=list(fonts.FOLDERS),
            timestamp=0,
        )
    except typst.TypstError as error:
        message = "; ".join([error.message, *error.hints]).replace(f"{folder}/", "")
        raise UserError(f"{_place(error, text)}: the print cannot be set: {message}") from error


def _place(error, text):
    """Return the place in the text of what Typst points at: the longest word of it that the text has."""
    pointed = re.search(r"│ (.*)\n\s*│ ( *)(\^+)", error.diagnostic)
    if not pointed:
        return str(text.file)
    start = len(pointed[2])
    words = re.findall(r"[\w./-]+", pointed[1][start : start + len(pointed[3])])
    return text.place_of(*sorted(words, key=len, reverse=True))
