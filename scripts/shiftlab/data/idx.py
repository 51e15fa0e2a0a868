"""The IDX format of the MNIST family: a magic number, the sizes, then the bytes.

Format: https://github.com/cvdfoundation/mnist (file format section). Two zero bytes, a byte for
the type (8 is uint8, the only one that these files use), a byte for the number of dimensions,
then one big-endian uint32 per dimension.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np

from shiftlab.jobs.errors import UserError

UINT8 = 8
DIMENSIONS = (1, 3)

UNREADABLE = (OSError, EOFError, zlib.error)  # what opening and reading a damaged .gz raises


def open_idx(path):
    """Open an IDX file for reading bytes, gzip-compressed if its name ends in .gz."""
    return gzip.open(path, "rb") if Path(path).suffix == ".gz" else open(path, "rb")


def read_shape(path):
    """Return the shape that the header of the IDX file `path` declares, as a tuple of ints.

    Raises UserError if the file is not an IDX file of uint8, holds nothing, or cannot be read.
    """
    try:
        with open_idx(path) as file:
            return _read_header(file, path)
    except UNREADABLE as error:
        raise UserError(f"{path}: cannot be read: {error}") from error


def read(path):
    """Read the IDX file `path` (plain or .gz): a uint8 array of the shape that its header declares.

    Raises UserError if the file cannot be read, is not an IDX file of uint8, holds nothing, or is too short
    or long.
    """
    try:
        with open_idx(path) as file:
            shape = _read_header(file, path)
            values = np.frombuffer(file.read(), dtype=np.uint8)
    except UNREADABLE as error:
        raise UserError(f"{path}: cannot be read: {error}") from error
    if values.size != math.prod(shape):
        raise UserError(f"{path}: holds {values.size} bytes of data, its header promises {shape}")
    return values.reshape(shape)


def write(path, values):
    """Write `values`, a uint8 array, as the plain IDX file `path`."""
    header = struct.pack(f">BBBB{values.ndim}I", 0, 0, UINT8, values.ndim, *values.shape)
    Path(path).write_bytes(header + values.tobytes())


def _read_header(file, path):
    head = file.read(4)
    if len(head) < 4 or head[:3] != bytes([0, 0, UINT8]):
        raise UserError(f"{path}: is not an IDX file of uint8")
    if head[3] not in DIMENSIONS:
        raise UserError(f"{path}: has {head[3]} dimensions; images have 3, and labels 1")
    sizes = file.read(4 * head[3])
    if len(sizes) < 4 * head[3]:
        raise UserError(f"{path}: ends inside its header")
    shape = struct.unpack(f">{head[3]}I", sizes)
    if 0 in shape:
        raise UserError(f"{path}: holds nothing, its shape is {shape}")
    return shape
