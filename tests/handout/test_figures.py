"""The figures that a text names: known before any job, and placed beside the text."""

from pathlib import Path

import pytest

from shiftlab.handout import figures
from shiftlab.jobs.errors import UserError
from tests.handout.conftest import written

KNOWN = {
    "name": {"samples": ("dataset",), "kernels": ("dataset", "architecture"), "ripple": (), "networks": ()},
    "dataset": ["shifted", "other"],
    "architecture": ["net", "net_2", "other"],
}
ARGUMENTS = "figure takes a name, a dataset and an architecture: "
WORDS = "figure takes names in quotes, and main, shifted, centered"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The files of a figure of a run, and a working directory that has them."""
    monkeypatch.chdir(tmp_path)
    paths = [Path(f"results/figures/a/net/seed3/one{suffix}") for suffix in (".svg", ".pdf")]
    paths[0].parent.mkdir(parents=True)
    paths[0].write_text("<svg/>")
    paths[1].write_bytes(b"%PDF")
    return paths


@pytest.mark.parametrize("call", ['"one", "a", "net"', '"one", architecture="net", dataset="a"'])
@pytest.mark.parametrize("suffix", [".svg", ".pdf"])
def test_a_figure_is_put_beside_the_text(tmp_path, files, call, suffix):
    figure = figures.placed_in(tmp_path / "made", files, "seed3", suffix)
    text = written(tmp_path, f"![Red]({{{{ figure({call}) }}}})", figure=figure).markdown
    assert text == f"![Red](results/figures/a/net/seed3/one{suffix})"
    placed = tmp_path / f"made/results/figures/a/net/seed3/one{suffix}"
    assert placed.read_bytes() == Path(f"results/figures/a/net/seed3/one{suffix}").read_bytes()


def test_a_figure_that_was_not_made_is_named_with_its_line(tmp_path, files):
    figure = figures.placed_in(tmp_path / "made", files, "seed3", ".svg")
    line = r"/text\.md, line 2: there is no figure a/other_net/seed3/one; did you mean a/net/seed3/one\?"
    with pytest.raises(UserError, match=line):
        written(tmp_path, '\n{{ figure("one", "a", "other_net") }}', figure=figure)


def named(tmp_path, text):
    """Return the figures that a text names, in a configuration with a shifted dataset and no centered one."""
    (tmp_path / "text.md").write_text(text)
    return figures.named_in(tmp_path / "text.md", {"shifted": "uniform"}, "seed3", KNOWN)


def test_the_figures_of_a_text_are_known_before_its_numbers(tmp_path):
    """In every branch, in the files that it includes, by keyword, of a dataset or network not configured."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/part.html").write_text('<img src="{{ figure("networks") }}">')
    text = """
{% if results.of_nothing > 3 %}{{ figure("samples", main) }}{% else %}{{ figure("ripple") }}{% endif %}
{% if centered %}{{ figure("samples", centered) }}{% endif %}
{% if "net" in architectures %}{{ figure("kernels", shifted, "net") }}{% endif %}
{{ figure("samples", dataset="other") }}{{ figure(architecture="net", name="kernels", dataset="other") }}
{% include "parts/part.html" %}
"""
    expected = {"shifted/samples", "ripple", "shifted/net/seed3/kernels", "networks", "other/samples"}
    assert named(tmp_path, text) - {"samples"} == expected | {"other/net/seed3/kernels"}


@pytest.mark.parametrize(
    ("figure", "complaint"),
    [
        ('figure("kernel", main, "net")', "there is no figure kernel; did you mean kernels?"),
        ('figure("x")', "there is no figure x"),
        ('figure("kernels", mian)', WORDS),
        ('figure(main ~ "/samples")', WORDS),
        ("figure(3)", WORDS),
        ("figure(centered)", "there is no figure None"),
        ("figure(none)", WORDS),
        ('figure("samples", dataset=3)', WORDS),
        ("figure()", ARGUMENTS + "missing a required argument: 'name'"),
        ('figure("samples", main, "net", "net")', ARGUMENTS + "too many positional arguments"),
        ('figure("samples", datset=main)', ARGUMENTS + "got an unexpected keyword argument 'datset'"),
        ('figure("samples", main, dataset=main)', ARGUMENTS + "multiple values for argument 'dataset'"),
        ("figure(*names)", "figure takes no list of names"),
        ("figure(**names)", "figure takes no list of names"),
        ('figure("samples", "shfted")', "there is no dataset shfted; did you mean shifted?"),
        ('figure("samples", dataset="shfted")', "there is no dataset shfted; did you mean shifted?"),
        (
            'figure("kernels", main, "nett")',
            "there is no architecture nett; did you mean net or net_2?",
        ),
        ('figure("samples")', "figure samples takes its name and a dataset"),
        ('figure("kernels", main)', "figure kernels takes its name and a dataset and an architecture"),
        ('figure("ripple", main)', "figure ripple takes its name and nothing else"),
        ('figure("kernels"', "unexpected"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_before_any_job(tmp_path, figure, complaint):
    with pytest.raises(UserError) as error:
        named(tmp_path, "A text.\n{{ " + figure + " }}\n")
    assert str(error.value).startswith(f"{tmp_path}/text.md, line 2: {complaint}")


def test_an_unknown_filter_is_refused_before_any_job(tmp_path):
    with pytest.raises(UserError, match=r"/text\.md, line 2: No filter named 'per_cent'"):
        named(tmp_path, "A text.\n{{ number | per_cent }}\n")


def test_no_more_than_three_figures_are_suggested(tmp_path, monkeypatch):
    monkeypatch.setitem(KNOWN, "name", dict.fromkeys(("maps", "maps_a", "maps_b", "maps_c", "other"), ()))
    with pytest.raises(UserError, match=r"there is no figure map; did you mean (\w+ or ){2}\w+\?$"):
        named(tmp_path, '{{ figure("map") }}')


def test_a_misspelt_figure_in_an_included_file_is_named_there(tmp_path):
    (tmp_path / "part.html").write_text('<p>\n<img src="{{ figure("ripples") }}">\n</p>')
    with pytest.raises(
        UserError, match=r"/part\.html, line 2: there is no figure ripples; did you mean ripple"
    ):
        named(tmp_path, 'A text.\n\n{% include "part.html" %}')
