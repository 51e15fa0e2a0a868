import gzip
from itertools import product

import numpy as np
import pytest
from torchvision.datasets.mnist import read_sn3_pascalvincent_tensor

from shiftlab.data import idx
from shiftlab.data.download import FILES
from shiftlab.jobs.errors import UserError
from tests.conftest import DATA


@pytest.mark.parametrize("file", FILES)
def test_reads_what_torchvision_reads(tmp_path, file):
    packed = DATA / f"{FILES[file]}.gz"
    plain = tmp_path / FILES[file]
    plain.write_bytes(gzip.decompress(packed.read_bytes()))
    expected = read_sn3_pascalvincent_tensor(str(plain)).numpy()
    for path in (packed, plain):
        assert np.array_equal(idx.read(path), expected)
        assert idx.read_shape(path) == expected.shape


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is not an IDX file"),
        (b"\x89PNG\r\n\x1a\n", "is not an IDX file"),
        (bytes([0, 0, 13, 1, 0, 0, 0, 1]), "is not an IDX file of uint8"),
        (bytes([0, 0, 8, 3, 0, 0]), "ends inside its header"),
        (bytes([0, 0, 8, 1, 0, 0, 0, 0]), r"holds nothing, its shape is \(0,\)"),
        (bytes([0, 0, 8, 1, 0, 0, 0, 5, 1, 2]), "holds 2 bytes of data"),
        (bytes([0, 0, 8, 1, 0, 0, 0, 1, 1, 2]), "holds 2 bytes of data"),
    ],
)
def test_refuses_other_files_by_name(tmp_path, content, complaint):
    path = tmp_path / "labels"
    path.write_bytes(content)
    with pytest.raises(UserError, match=rf"labels: {complaint}"):
        idx.read(path)


def test_refuses_a_truncated_archive(tmp_path):
    path = tmp_path / "images.gz"
    path.write_bytes((DATA / f"{FILES['test_images']}.gz").read_bytes()[:1000])
    with pytest.raises(UserError, match=r"images\.gz: cannot be read"):
        idx.read(path)


@pytest.mark.parametrize(("read", "at"), [*product((idx.read, idx.read_shape), (0, 3, 10)), (idx.read, -1)])
def test_refuses_a_damaged_archive(tmp_path, read, at):
    """Damaged in its magic number, its flags, its first compressed block, or its check sum."""
    path = tmp_path / "labels.gz"
    content = bytearray((DATA / f"{FILES['test_labels']}.gz").read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"labels\.gz: cannot be read: "):
        read(path)


def test_what_is_written_comes_back(tmp_path):
    values = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    idx.write(tmp_path / "a", values)
    assert (tmp_path / "a").read_bytes()[:16] == bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4])
    assert np.array_equal(idx.read(tmp_path / "a"), values)
