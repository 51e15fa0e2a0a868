"""What a PDF shows: the width of its pages, and the sizes of its text."""

import math

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer

INCH = 72  # points


def width(path):
    """Return the width of the widest page in inches."""
    return max(page.width for page in extract_pages(path, laparams=None)) / INCH


def text_sizes(path):
    """Return the sizes of all text in points, as printed: {size}."""
    pages = extract_pages(path, laparams=None)
    return {round(_size(char), 2) for page in pages for char in _characters(page)}


def _characters(item):
    """Yield the characters in a page, or in a figure of it, whatever it is scaled by."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _characters(part)


def _size(char):
    """Return the printed size of a character: its height before its matrix turned it, times the scale.

    The box of a character, adv wide and h high, becomes |a| adv + |c| h wide and |b| adv + |d| h high.
    """
    a, b, c, d, *_ = map(abs, char.matrix)
    height = (char.height - b * char.adv) / d if d > c else (char.width - a * char.adv) / c
    return height * math.hypot(c, d)
