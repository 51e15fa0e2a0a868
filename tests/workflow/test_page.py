"""The page of the tiny set in a real browser: what live figures have in common, and its pictures."""

import re

import pytest

from tests.workflow.page import PAGE, SIZES

pytestmark = pytest.mark.slow

FIGURES = ("opening", "stripe", "equivariance")
SMALLEST = 24  # pixels, of what is clicked or touched: WCAG 2.2, 2.5.8
figures = pytest.mark.parametrize("name", FIGURES)


@figures
def test_the_garment_is_dragged_from_where_it_is_held(open_page, name):
    page = open_page(name)
    page.go("offset=14,14")
    page.drag((20, 18), (12, 25))
    page.page.mouse.move(*page.point(40, 40))
    assert page.offset() == (6, 21)


@figures
def test_the_garment_stays_in_its_frame(open_page, name):
    page = open_page(name)
    page.go("offset=14,14")
    page.drag((28, 28), (80, -40))
    assert page.offset() == (28, 0)


def test_a_click_beside_the_garment_brings_it_there(open_page):
    page = open_page()
    page.page.mouse.click(*page.point(20, 54))
    assert page.offset() == (6, 28)


@figures
def test_a_finger_on_the_garment_drags_it_and_the_page_stays(open_page, name):
    page = open_page(name, size="phone", has_touch=True, is_mobile=True)
    page.go("offset=14,14")
    points = [page.point(*at) for at in ((28, 28), (31, 30), (33, 27))]
    before = page.page.evaluate("scrollY")
    page.swipe(*points)
    assert page.offset() == (19, 13)
    assert page.page.evaluate("scrollY") == before


@figures
def test_a_finger_beside_the_garment_scrolls_the_page(open_page, name):
    page = open_page(name, size="phone", has_touch=True, is_mobile=True)
    page.go("offset=14,14")
    page.stage().evaluate("stage => stage.scrollIntoView({block: 'center'})")
    box, before = page.stage().bounding_box(), page.page.evaluate("scrollY")
    x, y = box["x"] + 8, box["y"] + 0.9 * box["height"]
    page.swipe(*((x, y - far) for far in range(0, 150, 10)))
    page.page.wait_for_timeout(400)
    assert page.page.evaluate("scrollY") > before + 50
    assert "offset=14,14" in page.figure.locator("a.moment").get_attribute("href")


@figures
def test_arrow_keys_move_it_and_a_voice_says_where(open_page, name):
    page = open_page(name)
    page.go("offset=14,14")
    page.stage().focus()
    page.press("ArrowUp", "ArrowUp", "ArrowLeft", "Shift+ArrowDown", "Shift+ArrowRight")
    assert page.offset() == (14 - 2 + 5, 14 - 1 + 5)
    spoken = page.figure.get_by_role("status").text_content()
    where = "Moved 3 px down and 4 px right." if name == "equivariance" else "17 down, 18 across."
    assert spoken.startswith(where)


@figures
def test_a_link_brings_back_its_moment_into_view(open_page, name):
    page = open_page(name)
    menu = page.figure.locator("select[name=garment]")
    menu.select_option(index=3)
    page.stage().focus()
    page.press("ArrowDown")
    link, shown = page.link(), page.shown()
    again = open_page(name, link)
    assert again.offset() == page.offset()
    assert again.figure.locator("select[name=garment]").input_value() == menu.input_value()
    assert again.shown() == shown
    box = again.stage().bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= SIZES["wide"]["height"]


@figures
def test_a_broken_link_shows_the_figure_all_the_same(open_page, name):
    whole = open_page(name).shown()
    for state in ("garment=x&offset=99,-3&networks=a,b&k=0,0&phases=9&neuron=-1", "offset=1", "%E0%A4%A"):
        assert open_page(name, f"#{name}:{state}").shown() == whole, state


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_window_in_both_schemes(open_page, size, scheme):
    page, width = open_page(size=size, color_scheme=scheme), SIZES[size]["width"]
    for name in FIGURES:
        page.see(name)
        boxes = page.figure.evaluate(
            """figure => [...figure.querySelectorAll("*")].filter((part) => part.checkVisibility())
                .filter((part) => !part.closest(".spoken, svg, script"))
                .map((part) => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
                .map(([html, {left, right}]) => [html, left, right])"""
        )
        assert len(boxes) > 20
        assert [html for html, left, right in boxes if left < 0 or right > width] == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (int(re.findall(r"\d+", paper)[0]) < 60) == (scheme == "dark")


@pytest.mark.parametrize("size", SIZES)
def test_every_target_is_large_enough_and_has_a_name(open_page, size):
    page = open_page(size=size)
    for name in FIGURES:
        page.see(name)
        targets = page.figure.evaluate(
            """figure => [...figure.querySelectorAll("a, select, input, button, .handle, .stage")]
                .map((part) => {
                    const {width, height} = part.getBoundingClientRect();
                    const label = part.getAttribute("aria-label");
                    const name = label || (part.labels?.[0] ?? part).textContent.trim();
                    return [part.className || part.name, Math.min(width, height), name];
                })"""
        )
        assert len(targets) >= 4
        for target, side, called in targets:
            assert side >= SMALLEST, target
            assert called or target == "handle", target


@pytest.mark.parametrize("name", ["stripe", "equivariance"])
def test_pictures_change_with_the_scheme(open_page, name):
    """While the page is open: canvases have no colours of CSS."""
    page = open_page(name, color_scheme="light")
    brightness = """figure => {
        const copy = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
        copy.drawImage([...figure.querySelectorAll("canvas:not(.ground, .handle)")].at(-1), 0, 0);
        const [red, green, blue, opacity] = copy.getImageData(0, 0, 1, 1).data;
        return [red + green + blue, opacity];
    }"""
    page.go("offset=14,14" if name == "equivariance" else "k=2,3&phases=1&offset=14,14")
    light, opaque = page.figure.evaluate(brightness)
    page.page.emulate_media(color_scheme="dark")
    page.drawn()
    dark, still_opaque = page.figure.evaluate(brightness)
    assert light > dark and opaque == still_opaque == 255


def test_without_javascript_there_is_something_else(open_page):
    page = open_page(java_script_enabled=False, ready="#opening")
    for name in FIGURES:
        page.see(name, f"#{name}")
        assert page.figure.locator(".still").first.is_visible()
        assert not page.figure.locator("div.moving").is_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_opening_figure_is_within_the_first_screen(open_page, size):
    page = open_page(size=size)
    box = page.stage().bounding_box()
    assert box["y"] + box["height"] <= SIZES[size]["height"]
    assert page.figure.locator(".found").bounding_box()["y"] > 0


def test_every_picture_is_in_the_page(open_page, _built):
    page = open_page().page
    alts = page.locator("main figure > svg").evaluate_all(
        "all => all.map(svg => svg.getAttribute('aria-label'))"
    )
    assert len(alts) > 12 and all(len(alt) > 40 for alt in alts)
    names = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert len(set(names)) == len(names)
    assert (_built.folder / PAGE).stat().st_size < 6_000_000
