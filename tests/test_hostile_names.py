"""Names of what Markdown, HTML, TeX, Typst and templates interpret are shown as text, wherever they are."""

import html
import io
import re
from collections import Counter
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pypandoc
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from shiftlab.figures import confusion, style
from shiftlab.handout import documents, template
from shiftlab.tables import files, number_files
from tests.conftest import ROOT
from tests.handout.conftest import written
from tests.tables.test_number_files import assert_escaped

# What a configuration does not refuse: see Shown in shiftlab.experiment.section.
PIECES = [
    *"\\{}$%&#_^~<>`*[]()@|\"'-=:!?/.,;+0aé汉 ",
    *("{{", "}}", "{%", "%}", "<!--", "</script>", "$(", "://", "www.", "![", "](", "::", "//", "---"),
    *("#let", r"\input", "\u0301", "𝕏", "🧦"),
]
# A print shows no letter under a mark that is in none of its fonts.
NAMES = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(str.strip),
    st.text(st.characters(exclude_categories=("C", "M", "Z")), min_size=1, max_size=12),
)
MANY = st.lists(NAMES, min_size=5, max_size=20)


@given(MANY)
@settings(max_examples=200, deadline=None)
def test_in_tables(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("tables")
    files.write(pd.DataFrame({"network": names, "share": 0.5}), folder / "a.csv", folder / "a.tex")
    assert files.read(folder / "a.csv")["network"].tolist() == names
    rows = (folder / "a.tex").read_text().split(r"\midrule")[1].split(r"\bottomrule")[0]
    assert rows.count(r"& 50.0 \% \\") == len(names)


@given(MANY)
@settings(max_examples=200, deadline=None)
def test_among_the_numbers(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("numbers")
    number_files.write(
        {f"word{n}": name for n, name in enumerate(names)}, folder / "a.json", folder / "a.tex"
    )
    for line in (folder / "a.tex").read_text().split(r"\shiftlab@set{word")[1:]:
        assert_escaped(re.match(r"\d+\}\{(.*)\}\n", line)[1])


@given(MANY)
@settings(max_examples=5, deadline=None)
def test_in_figures(tmp_path_factory, names):
    matrix = np.eye(len(names), dtype=int) + 1
    figure = confusion.draw(matrix, names, names[0], rates=True)
    paths = [tmp_path_factory.mktemp("figures") / f"a.{kind}" for kind in ("png", "pdf", "svg")]
    style.save(figure, paths)
    ElementTree.parse(paths[-1])


@given(MANY)
@settings(max_examples=100, deadline=None)
def test_on_the_page(names):
    text = "\n\n".join(f"It is *{template.plain(name)}*." for name in names)
    shown = pypandoc.convert_text(text, "html", format="markdown")
    found = re.findall(r"<p>It\s+is\s+<em>(.*?)</em>\.</p>", shown, re.DOTALL)
    assert [_line(html.unescape(name)) for name in found] == [_line(name) for name in names]


def _line(text):
    return " ".join(text.split())


def _plain(letter):
    """Whether every font has a letter."""
    return letter.isascii() and letter.isalnum()


@given(MANY)
@settings(max_examples=20, deadline=None)
def test_in_print(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("print")
    text = written(folder, "{% for name in names %}\nIt is *{{ name | plain }}*.\n{% endfor %}", names=names)
    found = documents.to_print(text, ROOT / "workflow/handout/print.typ", folder)
    letters = filter(_plain, extract_text(io.BytesIO(found)))
    expected = "".join(f"It is {name}" for name in names)
    assert Counter(filter(_plain, expected)) <= Counter(letters)
