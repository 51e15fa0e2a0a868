"""The handout of the tiny set: its page in a real browser, its print, and that it is true of any config."""

import base64
import json
import re

import numpy as np
import pytest
import torch
from PIL import Image

from shiftlab.data import datasets
from shiftlab.networks import trained
from tests.workflow.page import SIZES, Opened
from tests.workflow.test_staleness import HANDOUT, stale

pytestmark = pytest.mark.slow

PAGE = "results/handout/handout.html"
PAPER = "results/handout/handout.pdf"
TEXT = "workflow/handout/handout.md"


@pytest.fixture
def opened(_built, browser):
    page = Opened(browser, _built.folder / PAGE)
    yield page
    assert page.complaints == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []


def facts(page):
    return json.loads(page.locator("#live-facts").text_content())


def test_the_page_says_what_the_networks_say(opened, _built):
    """At random offsets of random garments, for every network; PyTorch is asked for one frame at a time."""
    page, random = opened.page, np.random.default_rng(0)
    known = facts(page)
    garments = datasets.load_test(_built.folder / "results/datasets/shifted/test.npz", 56, "cpu")
    assert [network["name"] for network in known["networks"]] == [
        *("shifted/two_full", "shifted/two_conv_two_full", "centered/two_full", "centered/two_conv_two_full")
    ]
    for network in known["networks"]:
        run = _built.folder / "results/runs" / network["name"] / "seed1"
        asked, settings = trained.load(
            run / "weights.safetensors", run / "training.json", torch.device("cpu")
        )
        page.locator("select[name=network]").nth(1).select_option(network["name"])
        for _ in range(3):
            garment = known["garments"][random.integers(len(known["garments"]))]
            y, x = map(int, random.integers(29, size=2))
            page.evaluate(f"location.hash = 'garment={garment['number']}&offset={y},{x}'")
            page.wait_for_timeout(50)
            index = torch.tensor([garment["number"]])
            frames = garments.inputs(index, torch.tensor([[y, x]]), settings["normalisation"])
            with torch.no_grad():
                expected = 100 * asked(frames).softmax(dim=1)[0].numpy()
            assert np.abs(opened.shares(1) - expected).max() < 0.5 + 0.2 + 0.01  # of rounding, twice
            (verdict,) = opened.texts(1, ".verdict")
            right = "right" if expected.argmax() == garment["label"] else "wrong"
            assert verdict == f"{known['classes'][expected.argmax()]}, {right}"


def test_the_counts_are_those_of_the_translation_map(opened, _built):
    known = facts(opened.page)
    for network in known["networks"]:
        with np.load(_built.folder / "results/runs" / network["name"] / "seed1/translation.npz") as arrays:
            right = arrays["predicted"] == arrays["labels"][:, None, None]
            numbers = list(arrays["garments"])
        opened.page.locator("select[name=network]").first.select_option(network["name"])
        garment = known["garments"][4]
        opened.page.locator("select[name=garment]").select_option(str(garment["number"]))
        hits = right[numbers.index(garment["number"])].sum()
        (count,) = opened.texts(0, ".count")
        assert count.startswith(f"Right at {hits} of the 841 offsets.")
        assert f"right about {100 * right[:, 14, 14].mean():.0f} % of all" in count


def test_the_garment_is_dragged_from_where_it_is_held(opened):
    mouse = opened.page.mouse
    mouse.move(*opened.point(20, 18))  # it stands at 14, 14
    mouse.down()
    before = opened.shares(0)
    mouse.move(*opened.point(12, 25), steps=5)
    assert opened.shares(0) != before  # while it is held
    mouse.up()
    mouse.move(*opened.point(40, 40))
    assert opened.offset() == (6, 21)


def test_the_garment_stays_in_its_frame(opened):
    mouse = opened.page.mouse
    mouse.move(*opened.point(28, 28, side=1))
    mouse.down()
    mouse.move(*opened.point(80, -40, side=1))
    mouse.up()
    assert opened.offset() == (28, 0)


def test_a_finger_drags_too(_built, browser):
    page = Opened(browser, _built.folder / PAGE, size="phone", has_touch=True)
    client = page.page.context.new_cdp_session(page.page)
    for kind, at in (
        ("touchStart", (28, 28)),
        ("touchMove", (31, 30)),
        ("touchMove", (33, 27)),
        ("touchEnd", None),
    ):
        x, y = page.point(*at) if at else (0, 0)
        points = [{"x": x, "y": y}] if at else []
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert page.offset() == (19, 13)
    assert page.complaints == []


def test_arrow_keys_move_it_and_a_voice_says_where(opened):
    opened.stage(1).focus()
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft", "Shift+ArrowDown", "Shift+ArrowRight"):
        opened.page.keyboard.press(key)
    assert opened.offset() == (14 - 2 + 5, 14 - 1 + 5)
    spoken = opened.page.get_by_role("status").text_content()
    verdicts = [opened.texts(side, ".verdict")[0] for side in (0, 1)]
    assert spoken == (
        f"17 down, 18 across. perceptron, trained on shifted: {verdicts[0]}. "
        f"two conv two full, trained on shifted: {verdicts[1]}."
    )


def test_every_control_has_a_name_and_is_reached_by_tab(opened):
    opened.page.locator("select[name=garment]").focus()
    names = []
    for _ in range(7):
        names.append(
            opened.page.evaluate(
                "(document.activeElement.labels?.[0]?.textContent.trim()"
                " ?? document.activeElement.getAttribute('aria-label')).slice(0, 12)"
            )
        )
        opened.page.keyboard.press("Tab")
    controls = [
        "Garment",
        "accuracy map",
        "offsets wher",
        "Network",
        "First networ",
        "Network",
        "Second netwo",
    ]
    assert [name[: len(control)] for name, control in zip(names, controls)] == controls


def test_a_link_brings_back_its_moment(opened, _built, browser):
    number = str(facts(opened.page)["garments"][3]["number"])
    opened.page.locator("select[name=garment]").select_option(number)
    opened.page.locator("select[name=network]").nth(0).select_option("centered/two_full")
    opened.stage().focus()
    opened.page.keyboard.press("ArrowDown")
    assert opened.offset() == (15, 14)
    fragment = opened.page.evaluate("location.hash")
    again = Opened(browser, _built.folder / PAGE, fragment)
    assert again.page.locator("select[name=garment]").input_value() == number
    assert again.page.locator("select[name=network]").nth(0).input_value() == "centered/two_full"
    for side in (0, 1):
        assert again.shares(side) == opened.shares(side)


@pytest.mark.parametrize("fragment", ["#garment=x&offset=99,-3&networks=a,b", "#offset=1", "#%E0%A4%A"])
def test_a_broken_link_shows_the_figure_all_the_same(_built, browser, fragment):
    page = Opened(browser, _built.folder / PAGE, fragment)
    assert sum(page.shares(0)) == pytest.approx(100, abs=5)
    assert page.complaints == []


def test_wrong_offsets_are_shown_on_demand(opened):
    def vermilion():
        return opened.page.evaluate("""() => {
            const copy = new OffscreenCanvas(56, 56).getContext("2d", { willReadFrequently: true });
            copy.drawImage(document.querySelector(".stage canvas"), 0, 0);
            const pixels = copy.getImageData(0, 0, 56, 56).data;
            let count = 0;
            for (let at = 0; at < pixels.length; at += 4) {
                count += pixels[at] === 213 && pixels[at + 1] === 94 && pixels[at + 2] === 0;
            }
            return count;
        }""")

    assert vermilion() == 0
    (count,) = opened.texts(0, ".count")
    opened.stage().focus()
    for _ in range(3):
        opened.page.keyboard.press("Shift+ArrowUp")  # out of the way of most
    opened.page.get_by_label("offsets where it is wrong").check()
    assert 0 < vermilion() <= 841 - int(re.search(r"at (\d+) of", count)[1])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_its_window_in_both_schemes(_built, browser, size, scheme):
    page = Opened(browser, _built.folder / PAGE, size=size, color_scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (int(re.findall(r"\d+", paper)[0]) < 60) == (scheme == "dark")


def test_without_javascript_there_is_a_picture(_built, browser):
    page = Opened(browser, _built.folder / PAGE, java_script_enabled=False).page
    assert page.locator("#live img").is_visible()
    assert not page.locator(".stage").first.is_visible()


def test_every_picture_is_in_the_page(opened, _built):
    images = opened.page.locator("main img")
    sources = images.evaluate_all("images => images.map(image => image.src.slice(0, 16))")
    assert len(sources) > 10 and set(sources) == {"data:image/webp;"}
    opened.page.locator("main").evaluate(
        "() => Promise.all([...document.images].map(image => image.decode()))"
    )
    assert all(images.evaluate_all("images => images.map(image => image.alt.length > 10)"))
    assert (_built.folder / PAGE).stat().st_size < 6_000_000


def test_a_change_of_the_text_writes_the_handout_alone(built):
    built.edit(TEXT, "# Exercises", "# Six exercises")
    assert stale(built) == HANDOUT
    before = (built.folder / PAPER).read_bytes()
    built.build()
    assert "Six exercises</h1>" in (built.folder / PAGE).read_text()
    assert (built.folder / PAPER).read_bytes() != before


def test_the_same_text_is_the_same_bytes(built):
    before = built.bytes_of(PAGE, PAPER)
    built.build("--forcerun", "write_handout", "--", PAGE)
    assert built.bytes_of(PAGE, PAPER) == before


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
        "A perceptron, and what it learned",
        "The perceptron, trained on centered",
        "Centered against shifted",
    ):
        assert words in whole and words not in text, words
    assert "two_full" not in re.sub("two_conv_two_full", "", text)
    assert "Each network was trained once" in whole
    assert "Each network was trained 2 times" in text
    numbers = json.loads((built.folder / "results/tables/numbers.json").read_text())
    name = "runs/shifted/two_conv_two_full/test_accuracy"
    mean, half = 100 * numbers[name], 100 * numbers[f"{name}_interval"]
    assert f"On the test frames it recognises {mean:.1f} ± {half:.1f} %." in text
