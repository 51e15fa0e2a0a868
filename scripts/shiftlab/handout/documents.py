"""The handout as a page and as a print: pandoc turns its Markdown into HTML, or into a PDF through Typst."""

from pathlib import Path

import pypandoc
import typst


def to_page(text, template, folder):
    """Turn a rendering.Text into one self-contained HTML file with MathML, returned as text.

    template: pandoc's. folder: a copy of the text's folder, which has the template's style and script, with
    the figures.
    """
    options = ["--embed-resources", "--mathml", f"--template={template}"]
    options.append(f"--resource-path={folder}")
    return pypandoc.convert_text(text.markdown, "html", format="markdown", extra_args=options)


def to_print(text, template, folder):
    """Turn a rendering.Text into a PDF, returned as bytes: the same ones of the same text and figures.

    template: pandoc's, for Typst. folder: that of the figures.
    """
    source = Path(folder) / "handout.typ"
    typst_text = pypandoc.convert_text(
        text.markdown, "typst", format="markdown", extra_args=[f"--template={template}"]
    )
    source.write_text(typst_text, encoding="utf-8")
    # Typst's fonts, as those of machines differ.
    return typst.compile(str(source), root=str(folder), ignore_system_fonts=True, timestamp=0)
