"""The handout as a page and as a print: pandoc turns its Markdown into HTML, or into a PDF through Typst."""

import os
import shutil
from pathlib import Path

import pypandoc
import typst
from PIL import Image

from shiftlab.handout import template
from shiftlab.jobs.errors import UserError


def figures_for(files, seed, folder, suffix):
    """Return the `figure` of a text: a function that puts a figure into `folder` and returns its name there.

    files: paths of the figures, as PDF and PNG. seed: the folder of the runs. suffix: .webp, smaller than the
    PNG of which it is made, or .pdf. The function takes the names that template.figure_path takes; it raises
    UserError for a figure that is not among the files.
    """
    stems = {Path(file).with_suffix("") for file in files}

    def figure(*names):
        path = template.figure_path(seed, *names)
        stem = Path("results/figures", path)
        if stem not in stems:
            raise UserError(f"there is no figure {path}")
        file = path.replace("/", "-") + suffix
        if suffix == ".webp":
            with Image.open(stem.with_suffix(".png")) as image:
                image.save(Path(folder) / file, quality=90)
        else:
            shutil.copy(stem.with_suffix(suffix), Path(folder) / file)
        return file

    return figure


def to_page(markdown, template, folder):
    """Turn a text into one self-contained HTML file with MathML, returned as text.

    template: pandoc's, whose style and script are found beside it. folder: that of the figures.
    """
    options = ["--embed-resources", "--mathml", f"--template={template}"]
    options.append(f"--resource-path={folder}{os.pathsep}{Path(template).parent}")
    return pypandoc.convert_text(markdown, "html", format="markdown", extra_args=options)


def to_print(markdown, template, folder):
    """Turn a text into a PDF, returned as bytes: the same ones of the same text and figures.

    template: pandoc's, for Typst. folder: that of the figures.
    """
    source = Path(folder) / "handout.typ"
    text = pypandoc.convert_text(markdown, "typst", format="markdown", extra_args=[f"--template={template}"])
    source.write_text(text, encoding="utf-8")
    # Typst's fonts, as those of machines differ.
    return typst.compile(str(source), root=str(folder), ignore_system_fonts=True, timestamp=0)
