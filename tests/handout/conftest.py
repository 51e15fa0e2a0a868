"""A text of one's own, filled in with a few names, in a folder with images."""

import shutil

import pytest
from PIL import Image

from shiftlab.handout import documents, template, text_folder
from shiftlab.handout.rendering import Text
from shiftlab.tables import number_files
from tests.conftest import ROOT

WORKFLOW = ROOT / "workflow/handout"
HEAD = "---\ntitle: A title\n---\n\n"
NAMES = number_files.tree(
    {"run/accuracy": 0.71834, "run/other": 0.5, "run/other_interval": 0.012, "count": 314710}
    | {"run/exact": 1.0, "run/exact_interval": 0.0}
)


def written(folder, text, **names):
    """Write a text into text.md in a folder, and fill it in."""
    (folder / "text.md").write_text(text)
    return Text(folder / "text.md", NAMES | {"lead": template.lead} | names)


@pytest.fixture
def folder(tmp_path):
    """A folder of a text, with images of one's own."""
    folder = tmp_path / "texts"
    (folder / "pictures").mkdir(parents=True)
    for name in ("page.html", "page.css", "live.css", "stage.js", "print.typ"):
        shutil.copy(WORKFLOW / name, folder)
    names = ("red.png", "red.jpg", "red.webp", "pictures/dark red.png", "red.pdf", ".hidden.png")
    for width, name in enumerate((*names, "../outside.png"), 20):  # Typst keeps equal images once
        Image.new("RGB", (width, 20), "red").save(folder / name)
    (folder / "red.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    (folder / "damaged.png").write_bytes((folder / "red.png").read_bytes()[:60])
    return folder


def made(folder, text, kinds=("page", "print")):
    """Return a text as a page and a print."""
    results, rendered = [], written(folder, HEAD + text)
    for kind in kinds:
        copied = folder.with_name(kind)
        text_folder.copy(folder, copied)
        if kind == "page":
            results.append(documents.to_page(rendered, folder / "page.html", copied))
        else:
            results.append(documents.to_print(rendered, folder / "print.typ", copied))
    return results
