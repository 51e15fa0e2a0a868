"""The text's mechanism: numbers and claims as they are written, and errors that name the line."""

import html

import pypandoc
import pytest
from PIL import Image

from shiftlab.handout import documents, template
from shiftlab.jobs.errors import UserError
from shiftlab.tables import numbers
from tests.conftest import ROOT
from tests.test_security import HOSTILE

TEMPLATE = ROOT / "workflow/handout/print.typ"
NAMES = numbers.tree(
    {"run/accuracy": 0.71834, "run/other": 0.5, "run/other_interval": 0.012, "count": 314710}
)


def rendered(tmp_path, text, **names):
    (tmp_path / "text.md").write_text(text)
    return template.render(tmp_path / "text.md", NAMES | {"lead": template.lead} | names)


def test_numbers_are_written_for_people(tmp_path):
    text = "{{ run.accuracy | percent }}, {{ run.other | percent }}, {{ count | count }}, {{ 0.05 | number }}"
    assert rendered(tmp_path, text).replace("\xa0", " ") == "71.8 %, 50.0 ± 1.2 %, 314,710, 0.05"


@pytest.mark.parametrize(
    "other, claim",
    [(0.7, "1.8 points more than X"), (0.75, "3.2 points less than X"), (0.7184, "as much as X")],
)
def test_a_comparison_says_what_came_out(tmp_path, other, claim):
    text = rendered(tmp_path, '{{ lead(run.accuracy, other, "X") }}', other=other)
    assert text.replace("\xa0", " ") == claim


@pytest.mark.parametrize(
    "line, message",
    [
        ("{{ run.nothing | percent }}", "has no attribute 'nothing'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ run.accuracy | per_cent }}", "No filter named 'per_cent'"),
        ("{% if run %}", "Unexpected end of template"),
        ('{{ figure("nothing") }}', "there is no figure nothing; there are: one"),
        ("{{ run | percent }}", "unsupported operand"),
    ],
)
def test_what_is_not_there_is_named_with_its_line(tmp_path, line, message):
    figure = documents.figures_for({"one": tmp_path / "one"}, tmp_path, ".webp")
    with pytest.raises(UserError) as error:
        rendered(tmp_path, f"A text.\n\nA number:\n{line}", figure=figure)
    assert str(error.value).startswith(f"{tmp_path}/text.md, line 4: ")
    assert message in str(error.value)


def test_a_figure_is_put_beside_the_text(tmp_path):
    Image.new("RGB", (30, 20), "red").save(tmp_path / "one.png")
    figure = documents.figures_for({"a/one": tmp_path / "one"}, tmp_path, ".webp")
    assert rendered(tmp_path, '![Red]({{ figure("a/one") }})', figure=figure) == "![Red](a-one.webp)"
    with Image.open(tmp_path / "a-one.webp") as image:
        assert image.size == (30, 20) and image.format == "WEBP"


@pytest.mark.parametrize("word", HOSTILE)
def test_a_word_is_shown_as_it_is(tmp_path, word):
    shown = pypandoc.convert_text(f"It is *{template.plain(word)}*.", "html", format="markdown")
    plain = html.escape(" ".join(word.split()), quote=False)
    assert " ".join(shown.split()) == f"<p>It is <em>{plain}</em>.</p>"
    assert documents.to_print(f"It is *{template.plain(word)}*.", TEMPLATE, tmp_path).startswith(b"%PDF")


def test_a_mistake_in_an_included_file_is_named_there(tmp_path):
    (tmp_path / "part.html").write_text("<p>\n{{ nothing }}\n</p>")
    with pytest.raises(UserError, match=r"/part\.html, line 2: 'nothing' is undefined"):
        rendered(tmp_path, 'A text.\n\n{% include "part.html" %}')
