"""A figure inlined in a page: in the page's colours, in light and dark, with nothing from elsewhere."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from shiftlab.figures import confusion, style
from shiftlab.handout import themed

DARK_GROUND = "#17181a"


def drawn(folder, draw):
    """The text of the SVG of a figure on whose axes `draw` draws."""
    figure, ax = style.plt.subplots(figsize=(3, 2))
    draw(ax)
    style.save(figure, [folder / "figure.svg"])
    return (folder / "figure.svg").read_text(encoding="utf-8")


def curves(ax):
    ax.plot([0, 1], [0, 1], color=style.BLUE, marker="o", label="x − y < 1")
    ax.fill_between([0, 1], [0, 1], color=style.ORANGE, alpha=0.2)
    ax.legend()


def test_ink_is_the_page_s_and_every_other_colour_a_variable(tmp_path):
    svg = themed.themed(drawn(tmp_path, curves))
    assert "var(--fig-blue, #0072b2)" in svg and "var(--fig-orange, #e69f00)" in svg
    assert "var(--fig-grid, #e6e6e6)" in svg and "stroke: currentColor" in svg
    left = re.sub(r"var\([^)]*\)", "", svg)
    assert not re.findall(r"#[0-9a-f]{6}\b", left) and "white" not in left
    assert 'fill="currentColor"' in svg.split(">")[0]


def test_it_keeps_its_text_its_size_and_its_name(tmp_path):
    root = ElementTree.fromstring(themed.themed(drawn(tmp_path, curves), 'A "line"'))
    texts = ["".join(element.itertext()).strip() for element in root.iter(f"{{{themed.SVG}}}text")]
    assert "x − y < 1" in texts
    assert (root.get("role"), root.get("aria-label"), root.get("viewBox")) == (
        "img",
        'A "line"',
        "0 0 216 144",
    )
    assert "max-width:100%" in root.get("style") and "font-family:STIXGeneral" in root.get("style")
    fonts = {element.get("style") for element in root.iter(f"{{{themed.SVG}}}text")}
    assert all("font-size: " in font and "'" not in font for font in fonts)
    assert not list(root.iter(f"{{{themed.SVG}}}style"))


def test_two_figures_share_no_identifier_and_each_finds_its_own(tmp_path):
    one, other = (
        themed.themed(drawn(tmp_path, lambda ax, end=end: ax.plot([0, 1], [0, end], "o-"))) for end in (1, 2)
    )
    names = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (one, other)]
    assert names[0] and not names[0] & names[1]
    for svg, own in zip((one, other), names):
        assert {a or b for a, b in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)} == own


def test_images_are_in_the_file_and_their_text_keeps_its_colour(tmp_path):
    figure = confusion.draw(np.array([[3, 1], [0, 4]]), ["a", "b"], "net", rates=True)
    style.save(figure, [tmp_path / "figure.svg"])
    svg = themed.themed((tmp_path / "figure.svg").read_text(encoding="utf-8"))
    links = re.findall(r'href="([^"]+)"', svg)
    assert any(link.startswith("data:image/png;base64,iVBOR") for link in links)
    assert all(link.startswith(("data:image/png;base64,", "#")) and " " not in link for link in links)
    assert f"fill: {style.ON_LIGHT}" in svg and f"fill: {style.ON_DARK}" in svg


def test_a_name_that_no_svg_may_hold_is_shown_without_what_cannot_be_printed(tmp_path):
    figure = confusion.draw(np.eye(2, dtype=int), ["a\x07b", "<b> & c"], "net", rates=True)
    style.save(figure, [tmp_path / "figure.svg"])
    svg = themed.themed((tmp_path / "figure.svg").read_text(encoding="utf-8"))
    assert ">ab<" in svg and "&lt;b&gt; &amp; c" in svg


def test_all_colours_of_figures_are_variables_that_can_be_seen_on_the_dark_page():
    light = {value: dark for _, value, dark in themed.VARIABLES}
    assert set(light) == {*style.COLOURS, style.GREY, style.FAINT, style.GRID}
    for colour, dark in light.items():
        assert colour == style.GRID or contrast(dark, DARK_GROUND) >= 3
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def contrast(one, other):
    """WCAG's ratio of the luminances of two colours."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear))


def test_the_style_of_the_page_has_the_same_colours():
    light, dark = themed.css().split("@media (prefers-color-scheme: dark)")
    for part, place in ((light, 1), (dark, 2)):
        assert re.findall(r"(--fig-\w+): (#\w+);", part) == [(row[0], row[place]) for row in themed.VARIABLES]
