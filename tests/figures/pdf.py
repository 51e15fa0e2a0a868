"""What a PDF shows: the width of its pages, and the sizes of its text."""

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer

INCH = 72  # points


def width(path):
    """Return the width of the widest page in inches."""
    return max(page.width for page in extract_pages(path, laparams=None)) / INCH


def text_sizes(path):
    """Return the sizes of all text in points, as printed: {size}. Lines may be upright or vertical."""
    return {
        round(char.height if char.upright else char.width, 2)
        for page in extract_pages(path, laparams=None)
        for char in _characters(page)
    }


def _characters(item):
    """Yield the characters in a page, or in a figure of it, whatever it is scaled by."""
    if isinstance(item, LTChar):
        yield item
    elif isinstance(item, LTContainer):
        for part in item:
            yield from _characters(part)
