"""The text's mechanism: numbers and claims as they are written, and errors that name the line."""

import html
from pathlib import Path

import pypandoc
import pytest
from PIL import Image

from shiftlab.handout import documents, template
from shiftlab.jobs.errors import UserError
from shiftlab.tables import number_files
from tests.conftest import ROOT
from tests.test_security import HOSTILE

TEMPLATE = ROOT / "workflow/handout/print.typ"
NAMES = number_files.tree(
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
def test_a_comparison_has_wording_for_each_outcome(tmp_path, other, claim):
    text = rendered(tmp_path, '{{ lead(run.accuracy, other, "X") }}', other=other)
    assert text.replace("\xa0", " ") == claim


@pytest.mark.parametrize(
    "line, message",
    [
        ("{{ run.nothing | percent }}", "has no attribute 'nothing'"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ run.accuracy | per_cent }}", "No filter named 'per_cent'"),
        ("{% if run %}", "Unexpected end of template"),
        ('{{ figure("nothing") }}', "there is no figure nothing"),
        ("{{ run | percent }}", "unsupported operand"),
    ],
)
def test_what_is_not_there_is_named_with_its_line(tmp_path, line, message):
    figure = documents.figures_for(["results/figures/one.png"], "seed1", tmp_path, ".webp")
    with pytest.raises(UserError) as error:
        rendered(tmp_path, f"A text.\n\nA number:\n{line}", figure=figure)
    assert str(error.value).startswith(f"{tmp_path}/text.md, line 4: ")
    assert message in str(error.value)


def test_a_figure_is_put_beside_the_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = [Path("results/figures/a/net/seed3/one.png"), Path("results/figures/a/net/seed3/one.pdf")]
    files[0].parent.mkdir(parents=True)
    Image.new("RGB", (30, 20), "red").save(files[0])
    figure = documents.figures_for(files, "seed3", tmp_path, ".webp")
    text = '![Red]({{ figure("one", "a", "net") }})'
    assert rendered(tmp_path, text, figure=figure) == "![Red](a-net-seed3-one.webp)"
    with Image.open(tmp_path / "a-net-seed3-one.webp") as image:
        assert image.size == (30, 20) and image.format == "WEBP"


def named(tmp_path, text):
    """Return the figures that a text names, in a configuration with a shifted dataset and no centered one."""
    (tmp_path / "text.md").write_text(text)
    known = ["samples", "kernels", "ripple", "networks"]
    return template.named_figures(tmp_path / "text.md", {"shifted": "uniform"}, "seed3", known)


def test_the_figures_of_a_text_are_known_before_its_numbers(tmp_path):
    """In every branch, and in the files that it includes."""
    (tmp_path / "part.html").write_text('<img src="{{ figure("networks") }}">')
    text = """
{% if results.of_nothing > 3 %}{{ figure("samples", main) }}{% else %}{{ figure("ripple") }}{% endif %}
{% if centered %}{{ figure("samples", centered) }}{% endif %}
{{ figure("kernels", shifted, "net") }}{% include "part.html" %}
"""
    figures = {"shifted/samples", "ripple", "shifted/net/seed3/kernels", "networks"}
    assert named(tmp_path, text) - {"samples"} == figures


@pytest.mark.parametrize(
    ("figure", "complaint"),
    [
        ('figure("kernel")', "there is no figure kernel; near it are kernels, "),
        ('figure("kernels", mian)', "figure takes names in quotes, and main, shifted, centered"),
        ('figure(main ~ "/samples")', "figure takes names in quotes, and main, shifted, centered"),
        ('figure("kernels"', "unexpected"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_before_any_job(tmp_path, figure, complaint):
    with pytest.raises(UserError, match=rf"/text\.md, line 2: {complaint}"):
        named(tmp_path, "A text.\n{{ " + figure + " }}\n")


def test_a_misspelt_figure_in_an_included_file_is_named_there(tmp_path):
    (tmp_path / "part.html").write_text('<p>\n<img src="{{ figure("ripples") }}">\n</p>')
    with pytest.raises(
        UserError, match=r"/part\.html, line 2: there is no figure ripples; near it are ripple, "
    ):
        named(tmp_path, 'A text.\n\n{% include "part.html" %}')


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
