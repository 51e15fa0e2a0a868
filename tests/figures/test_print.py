"""Every figure of a build fits on a page and can be read there; its SVG can be inlined in a page."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from shiftlab.figures import style
from shiftlab.handout.themed import themed
from tests.figures import pdf

FIGURES = "results/figures/**/*"


@pytest.mark.slow
def test_every_figure_fits_on_a_page_and_has_no_small_print(built):
    figures = list(built.folder.glob(f"{FIGURES}.pdf"))
    assert len(figures) > 40
    for path in figures:
        sizes = pdf.text_sizes(path)
        assert sizes and min(sizes) >= style.SMALL, path
        assert pdf.width(path) <= style.WIDTH + 1e-3, path


@pytest.mark.slow
def test_the_handout_shrinks_no_figure(built):
    sizes = pdf.text_sizes(built.folder / "results/handout/handout.pdf")
    assert min(sizes) >= style.SMALL - 0.01, sizes  # of 6.3 inches, a page of 160 mm takes off 0.002


@pytest.mark.slow
def test_every_figure_s_svg_can_be_inlined_beside_the_others(built):
    identifiers = []
    for path in built.folder.glob(f"{FIGURES}.svg"):
        svg = themed(path.read_text(encoding="utf-8"), path.stem)
        root = ElementTree.fromstring(svg)
        own = [element.get("id") for element in root.iter() if element.get("id")]
        assert set(re.findall(r'url\(#([^)"]+)\)|href="#([^"]+)"', svg)) <= {(name, "") for name in own} | {
            ("", name) for name in own
        }, path
        assert not re.findall(r'href="(?!#|data:)', svg), path
        identifiers += set(own)
    assert len(identifiers) == len(set(identifiers)) > 40


def test_small_print_is_found(tmp_path):
    figure, ax = style.plt.subplots(figsize=(3, 2))
    ax.set_ylabel("turned", fontsize=9)
    ax.text(0.5, 0.5, "small", fontsize=4.5)
    style.save(figure, [tmp_path / "small.pdf"])
    assert pdf.text_sizes(tmp_path / "small.pdf") == {4.5, 7, 9}
    assert pdf.width(tmp_path / "small.pdf") == pytest.approx(3)
