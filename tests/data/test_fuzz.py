"""Files that were changed at random are read, or refused by name in one line; nothing else happens."""

import gzip
import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shiftlab.data import idx, image_folder
from tests.conftest import DATA
from tests.damage import changed, read_or_refused

GARMENT = (12, 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


LABELS = gzip.decompress((DATA / "t10k-labels-idx1-ubyte.gz").read_bytes())
HEADERS = st.tuples(
    st.integers(0, 255), st.lists(st.integers(0, 2**32 - 1), max_size=5), st.binary(max_size=9)
).map(lambda parts: bytes([0, 0, 8, parts[0]]) + struct.pack(f">{len(parts[1])}I", *parts[1]) + parts[2])


@given(
    st.one_of(
        changed(LABELS),
        HEADERS,
        st.integers(0, 70).map(lambda n: bytes([0, 0, 8, n]) + n * b"\0\0\0\1" + b"x"),
    )
)
@settings(max_examples=300, deadline=None)
def test_an_idx_file(folder, content):
    (folder / "labels").write_bytes(content)
    values = read_or_refused(idx.read, folder / "labels")
    assert values is None or (values.dtype == np.uint8 and values.tobytes() == content[-values.size :])


@given(changed(gzip.compress(LABELS, mtime=0)))
@settings(max_examples=300, deadline=None)
def test_a_compressed_idx_file(folder, content):
    (folder / "labels.gz").write_bytes(content)
    values = read_or_refused(idx.read, folder / "labels.gz")
    assert values is None or values.dtype == np.uint8


def image(kind):
    """Return the bytes of a small image with some structure."""
    file = io.BytesIO()
    Image.fromarray(np.arange(600, dtype=np.uint8).reshape(20, 30) ** 2).save(file, kind)
    return file.getvalue()


@given(st.one_of(changed(image("PNG")), changed(image("JPEG"))))
@settings(max_examples=300, deadline=None)
def test_an_image(folder, content):
    (folder / "image").write_bytes(content)
    grey = read_or_refused(lambda path: image_folder.read_grey(path, GARMENT), folder / "image")
    assert grey is None or (grey.dtype == np.uint8 and grey.shape == GARMENT)
