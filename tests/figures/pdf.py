"""What a PDF that matplotlib wrote holds: the size of its page, and the sizes of its text."""

import re
import zlib

INCH = 72  # points


def width(path):
    """Return the width of the page in inches."""
    left, _, right, _ = re.search(
        rb"/MediaBox \[ ?([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)", path.read_bytes()
    ).groups()
    return (float(right) - float(left)) / INCH


def text_sizes(path):
    """Return the sizes of all text in points, as printed: {size}.

    Matplotlib selects a font with a size, and places text by a matrix that may turn it. A matrix of text that
    scales is refused, as it never writes one.
    """
    sizes = set()
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue  # an image, or no stream of operators
        if b"BT" not in content or b" Tf" not in content:
            continue
        sizes |= {float(size) for size in re.findall(rb"/F[\w-]+ ([\d.]+) Tf", content)}
        for matrix in re.findall(rb"((?:-?[\d.]+ ){6})Tm", content):
            a, b, *_ = map(float, matrix.split())
            assert abs(a * a + b * b - 1) < 1e-3, f"{path}: scaled text"
    return sizes
