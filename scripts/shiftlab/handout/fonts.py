"""The fonts of page, print and figures: STIX. Matplotlib has those for text, ziamath the one for formulas.

Readers have other fonts than ours, so the page has them inside, without the letters that it does not need;
Typst reads them from these packages.
"""

import base64
import functools
import io
from importlib.util import find_spec
from pathlib import Path

from fontTools import subset

TEXT = Path(find_spec("matplotlib").origin).parent / "mpl-data/fonts/ttf"
MATHS = Path(find_spec("ziamath").origin).parent / "fonts"
FOLDERS = (TEXT, MATHS)  # where Typst looks for fonts

FACES = (  # file, family, style, weight
    (TEXT / "STIXGeneral.ttf", "STIXGeneral", "normal", "normal"),
    (TEXT / "STIXGeneralItalic.ttf", "STIXGeneral", "italic", "normal"),
    (TEXT / "STIXGeneralBol.ttf", "STIXGeneral", "normal", "bold"),
    (MATHS / "STIXTwoMath-Regular.ttf", "STIX Two Math", "normal", "normal"),
)
# Of Unicode, for western languages and for formulas, in which Latin and Greek letters become italic ones.
RANGES = (
    *((0x20, 0x17F), (0x2B0, 0x36F), (0x370, 0x3FF), (0x2010, 0x2044), (0x2070, 0x209F)),
    *((0x2100, 0x214F), (0x2190, 0x22FF), (0x27E8, 0x27E9), (0x1D434, 0x1D467), (0x1D6E2, 0x1D71B)),
)


def css(text):
    """Return CSS with the fonts inside, subsets for RANGES and the characters of a text."""
    letters = frozenset(code for first, last in RANGES for code in range(first, last + 1))
    return "\n".join(_face(*face, letters.union(map(ord, text))) for face in FACES)


@functools.cache  # texts of no other letters than those of RANGES have the same
def _face(file, family, style, weight, letters):
    options = subset.Options(flavor="woff")
    options.layout_features = [*options.layout_features, "ssty"]  # the shapes of small letters in formulas
    options.drop_tables = [*options.drop_tables, "FFTM"]  # the editor's time stamps
    font = subset.load_font(file, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    packed = io.BytesIO()
    subset.save_font(font, packed, options)
    data = base64.b64encode(packed.getvalue()).decode()
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: {weight}; '
        f'src: url("data:font/woff;base64,{data}") format("woff"); }}'
    )
