"""The handout of the tiny set: when it is written, what stops it, and that it is true of any config."""

import base64
import json
import re

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer
from PIL import Image

from tests.workflow.page import PAGE
from tests.workflow.test_staleness import HANDOUT, stale

pytestmark = pytest.mark.slow

PAPER = "results/handout/handout.pdf"
TEXT = "workflow/handout/handout.md"


def test_a_change_of_the_text_writes_the_handout_alone(built):
    built.edit(TEXT, "# References", "# All references")
    assert stale(built) == HANDOUT
    before = (built.folder / PAPER).read_bytes()
    built.build()
    assert "All references</h1>" in (built.folder / PAGE).read_text()
    assert (built.folder / PAPER).read_bytes() != before


def test_the_same_text_is_the_same_bytes(built):
    before = built.bytes_of(PAGE, PAPER)
    built.build("--forcerun", "write_handout", "--", PAGE)
    assert built.bytes_of(PAGE, PAPER) == before


def test_a_notice_is_at_the_top_of_every_page(built):
    built.configure(lambda config: config.update(notice='A "quick" look: few & small'))
    assert stale(built) == HANDOUT
    built.build()
    assert (
        '<p class="notice" role="note">A “quick” look: few &amp; small</p>'
        in (built.folder / PAGE).read_text()
    )
    pages = list(extract_pages(built.folder / PAPER))
    for page in pages:
        lines = [line.get_text() for line in page if isinstance(line, LTTextContainer)]
        assert any(line.startswith("A “quick” look: few & small") for line in lines), page
    assert len(pages) > 5


def add(project, line):
    """Add a line to the handout's text; return its place, as an error names it."""
    text = project.folder / TEXT
    text.write_text(f"{text.read_text()}\n{line}\n")
    return f"error: {TEXT}, line {len(text.read_text().splitlines())}: "


def refused(project, message, *arguments):
    """Build, which must end in an error that begins with a message."""
    done = project.snakemake(*arguments)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith(message)


def test_a_mistake_in_the_text_leaves_the_last_handout_and_it_stays_stale(built):
    before = built.bytes_of(PAGE, PAPER)
    place = add(built, "Half is $\\frca{1}{2}$.")
    formula = f"{place}the formula \\frca{{1}}{{2}} cannot be read: "
    for arguments in ((), (), (PAPER,)):
        refused(built, formula, *arguments)
        assert built.bytes_of(PAGE, PAPER) == before
        assert stale(built) == HANDOUT
    built.edit(TEXT, "\\frca", "\\frac")
    built.build()
    assert "\\frac{1}{2}</annotation>" in (built.folder / PAGE).read_text()
    assert stale(built) == set()


def test_numbers_that_the_text_cannot_use_leave_the_last_handout_stale(built):
    """The text and the configuration of the handout are as before; only numbers are others."""
    place = add(built, "{% if settings.two_full.steps > 5 %}{{ nothing }}{% endif %}")
    built.build()
    before = built.bytes_of(PAGE, PAPER)
    built.configure(lambda config: config["architectures"]["two_full"].update(synthesis={"steps": 6}))
    for _ in range(2):
        refused(built, f"{place}there is no nothing", PAGE)
        assert built.bytes_of(PAGE, PAPER) == before
        assert stale(built) >= HANDOUT


def test_a_number_that_is_not_there_stops_the_build_and_names_its_line(built):
    place = add(built, "{{ runs[main].two_full.test_acuracy | percent }}")
    refused(built, place + "there is no runs.shifted.two_full.test_acuracy; did you mean test_accuracy?")


def test_a_figure_that_cannot_be_is_told_before_any_job(built):
    """The training, with other settings, would begin."""
    built.configure(lambda config: config["training"].update(epochs=3))
    place = add(built, '{{ figure("kernels", "shfted", "two_conv_two_full") }}')
    before = built.results()
    refused(built, place + "there is no dataset shfted; did you mean shifted?")
    built.edit(TEXT, '"shfted", "two_conv_two_full"', 'main, "two_conv"')
    refused(built, place + "there is no architecture two_conv; did you mean ")
    assert built.results() == before


def test_the_text_may_name_figures_of_networks_that_are_not_configured(built):
    name = "scattering_linear"
    assert (built.folder / f"scripts/architectures/{name}.py").exists()
    add(
        built,
        f'{{% if "{name}" in architectures %}}{{{{ figure("controls", main, "{name}") }}}}{{% endif %}}',
    )
    built.build(PAGE)


def test_an_image_of_one_s_own_is_in_the_handout_and_decides_it(built):
    image = built.folder / "workflow/handout/pictures/sketch.png"
    image.parent.mkdir()
    place = add(built, "![A sketch.](pictures/sketch.png)")
    refused(built, place + "there is no file pictures/sketch.png in workflow/handout, ")
    for colour in ("red", "blue"):
        Image.new("RGB", (30, 20), colour).save(image)
        assert stale(built) == HANDOUT
        built.build()
        assert base64.b64encode(image.read_bytes()).decode() in (built.folder / PAGE).read_text()
        assert stale(built) == set()


def told(project):
    """Build, and return the text of the page."""
    project.build(PAGE)
    page = re.sub(
        r"<script.*?</script>|<style.*?</style>", "", (project.folder / PAGE).read_text(), flags=re.S
    )
    return " ".join(re.sub(r"<[^>]*>", "", page).split())


def test_the_text_is_true_of_other_networks_datasets_and_seeds(built):
    """What is not in the config drops out; of two seeds, numbers are means with an interval."""

    def change(config):
        config["architectures"].pop("two_full")
        config["datasets"].pop("centered")
        config["seeds"] = [1, 2]

    whole = told(built)
    built.configure(change)
    text = told(built)
    for words in (
        "The perceptron treats the",
        "The perceptron, trained on centered",
        "What one position teaches",
    ):
        assert words in whole and words not in text, words
    assert "two_full" not in re.sub("two_conv_two_full", "", text)
    page = (built.folder / PAGE).read_text()
    assert 'id="opening"' in page and 'id="equivariance"' in page and 'id="stripe"' not in page
    assert "We trained each network once" in whole
    assert "We trained each network 2 times" in text
    numbers = json.loads((built.folder / "results/tables/numbers.json").read_text())
    name = "runs/shifted/two_conv_two_full/test_accuracy"
    mean, half = 100 * numbers[name], 100 * numbers[f"{name}_interval"]
    assert f"It recognises {mean:.1f} ± {half:.1f} % of the test frames." in text
