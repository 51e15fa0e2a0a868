"""What is wrong in a text, and the line from which each piece of it comes."""

import re

import pytest

from shiftlab.handout import rendering
from shiftlab.jobs.errors import UserError
from tests.handout.conftest import written


@pytest.mark.parametrize(
    "line, message",
    [
        ("{{ run.nothing | percent }}", "there is no run.nothing"),
        ("{{ run.acuracy | percent }}", "there is no run.acuracy; did you mean accuracy?"),
        ("{% set chosen = run %}{{ chosen.acuracy }}", "there is no run.acuracy; did you mean accuracy?"),
        ("{{ nothing }}", "there is no nothing"),
        ("{{ rnu.accuracy }}", "there is no rnu; did you mean run?"),
        ("{{ laed(1, 2, 'X') }}", "there is no laed; did you mean lead?"),
        ("{% set perceptron = run %}{{ perceptrn.accuracy }}", "no perceptrn; did you mean perceptron?"),
        ("{{ run[missing].accuracy }}", "there is no run.None"),
        ("{{ missing.accuracy }}", "None has no accuracy"),
        ("{{ run.accuracy.least }}", "0.71834 has no least"),
        ("{{ run.accuracy | per_cent }}", "No filter named 'per_cent'"),
        ("{% if run %}", "Unexpected end of template"),
        ("{#run}", "Missing end of comment tag"),
        ("{{ run | percent }}", "unsupported operand"),
        ("{% include 'part.html' %}", "there is no file part.html in "),
        ("{% include 'txt.md' %}", "did you mean text.md?"),
        ("{% include name %}", "a file to be included is named in quotes"),
        ("{% include ['a.html', 'b.html'] %}", "a file to be included is named in quotes"),
        ("{% include 'text.md' %}", "text.md includes itself"),
        ("{% include '../text.md' %}", "there is no file ../text.md in "),
    ],
)
def test_what_is_not_there_is_named_with_its_line(tmp_path, line, message):
    with pytest.raises(UserError) as error:
        written(tmp_path, f"A text.\n\nA number:\n{line}", missing=None)
    assert str(error.value).startswith(f"{tmp_path}/text.md, line 4: ")
    assert message in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("folder", [".", "parts"])
def test_a_mistake_in_an_included_file_is_named_there(tmp_path, folder):
    (tmp_path / folder).mkdir(exist_ok=True)
    part = tmp_path / folder / "part.html"
    for mistake, message in (
        ("{{ nothing }}", "there is no nothing"),
        ("{{ 1 + }}", "unexpected "),
    ):
        part.write_text(f"<p>\n{mistake}\n</p>")
        with pytest.raises(UserError) as error:
            written(tmp_path, f'A text.\n\n{{% include "{part.relative_to(tmp_path)}" %}}')
        assert str(error.value).startswith(f"{part}, line 2: {message}")


def test_a_text_that_is_not_there_or_not_text_is_named(tmp_path):
    (tmp_path / "text.md").write_bytes(b"\xff\xfe\x00")
    for name in ("text.md", "nothing.md"):
        with pytest.raises(UserError, match=rf"^{tmp_path}/{name}: "):
            rendering.Text(tmp_path / name, {})


def test_each_piece_of_a_text_knows_its_line(tmp_path):
    """Through comments, branches, loops, macros, included files, and lines that Jinja joins or removes."""
    (tmp_path / "part.html").write_text("part.html, line 1\n<b>{{ included }}, line 2</b>\n")
    text = written(
        tmp_path,
        """text.md, line 1
{# A comment
   of two lines. #}
{% if run.nothing is defined %}
nothing
{% else %}
{{ here }}, line 7
{%- if count %}{{ here }}, line 8{% endif %}, text.md, line 8

{% endif %}
{% for number in [1, 2] %}
{{ here }}, line 12
{% endfor %}
{% macro twice(word) %}
{{ word }}, {{ word }}, text.md, line 15
{% endmacro %}
{{ twice("a") }}
{% set kept %}
text.md, line 19
{% endset %}
{% include "part.html" %}
{{ kept }}
""",
        here="text.md",
        included="part.html",
    )
    pieces = list(re.finditer(r"\w+\.\w+, line \d+", text.markdown))
    assert len(pieces) == 10
    for piece in pieces:
        assert text.place(piece.start()) == f"{tmp_path}/{piece[0]}"
    assert text.place_of("nowhere", ", line 2</b>") == f"{tmp_path}/part.html, line 2"
    assert text.place_of("nowhere") == f"{tmp_path}/text.md"
