"""The published garments: where they can be had, and the proof that they are the right ones."""

import gzip
import hashlib
import logging
import shutil
import socket
import subprocess
import tempfile
import zlib
from pathlib import Path

import numpy as np

from shiftlab import idx
from shiftlab.errors import UserError

FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
PUBLISHED_SHAPE = (60000, 28, 28)  # of the training garments
PUBLISHED_RAREST = 1000  # test garments of each class
DEBIAN_PACKAGE = "dataset-fashion-mnist"
DEBIAN_FOLDER = "usr/share/datasets/fashion-mnist"
NETWORK_TIMEOUT = 30  # seconds without a byte, after which a mirror counts as out of reach

log = logging.getLogger(__name__)


def find(folder, file, where):
    """Return the path of one of FILES in `folder`, plain or .gz; `where` names the folder in the error.

    Raises UserError if it is not there.
    """
    for suffix in ("", ".gz"):
        path = Path(folder) / (FILES[file] + suffix)
        if path.is_file():
            return path
    raise UserError(f"{where}: {FILES[file]} (or .gz) is not in {folder}")


def training_shape(source):
    """Return (count, height, width) of the training garments of a source of the config, before it is fetched.

    Raises UserError if the file in the source's folder holds no images.
    """
    if source["folder"] is None:
        return PUBLISHED_SHAPE
    path = find(source["folder"], "train_images", "folder")
    shape = idx.read_shape(path)
    if len(shape) != 3:
        raise UserError(f"{path}: holds no images, its shape is {shape}")
    return shape


def rarest_class(source):
    """Return how many test garments there are of the rarest class in the file, before they are fetched.

    source: of the config. Raises UserError if the file in the source's folder cannot be read.
    """
    if source["folder"] is None:
        return PUBLISHED_RAREST
    _, counts = np.unique(idx.read(find(source["folder"], "test_labels", "folder")), return_counts=True)
    return int(counts.min())


def fetch(targets, sha256, folder=None, ways=None):
    """Write the four decompressed IDX files of a source, each checked before any is kept.

    targets: path to write, for each key of FILES. sha256: hex digest of the decompressed bytes, likewise.
    folder: where the files lie; None tries `ways`, by default WAYS, one after the other.
    Raises UserError, naming the file, if no way gives the right bytes; then no target is written.
    """
    if folder is not None:
        ways = {f"the folder {folder}": lambda scratch: Path(folder)}
    # Beside the targets, so that keeping a file is a rename on one file system.
    beside = Path(targets["train_images"]).parent.resolve()
    for left in beside.glob(".fetch-*"):  # by a download that was killed
        shutil.rmtree(left)
    refusals = []
    for name, way in (ways or WAYS).items():
        with tempfile.TemporaryDirectory(dir=beside, prefix=".fetch-") as scratch:
            try:
                found = way(Path(scratch))
                checked = {file: _checked(found, file, sha256[file], Path(scratch)) for file in FILES}
            except UserError as error:
                refusals.append(f"{name} ({error})")
                continue
            for file, path in checked.items():
                path.replace(targets[file])
        log.info("the garments come from %s", ", not from ".join([name, *refusals]))
        return
    raise UserError("the garments are not to be had from " + " nor from ".join(refusals))


def _checked(folder, file, sha256, scratch):
    """Decompress one file into `scratch` and return its path there; UserError unless its bytes are right."""
    path = find(folder, file, "garments")
    checked = scratch / f"checked-{FILES[file]}"
    try:
        with idx.open_idx(path) as source, open(checked, "wb") as target:
            shutil.copyfileobj(source, target)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UserError(f"{path.name} is truncated or corrupted: {error}") from error
    with open(checked, "rb") as payload:
        digest = hashlib.file_digest(payload, "sha256").hexdigest()
    if digest != sha256:
        raise UserError(f"{path.name} is not the right file: its SHA-256 is {digest}, it must be {sha256}")
    return checked


def from_torchvision(scratch):
    """Download with torchvision, from its mirrors; return the folder of the files."""
    from torchvision.datasets import FashionMNIST  # here, as only this way needs torch

    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(NETWORK_TIMEOUT)
    try:
        FashionMNIST(scratch, download=True)
    except (RuntimeError, OSError, EOFError, ValueError) as error:
        raise UserError(" ".join(str(error).split())) from error
    finally:
        socket.setdefaulttimeout(before)
    return scratch / "FashionMNIST" / "raw"


def from_installed_package(scratch):
    """Return the folder of Debian's installed package."""
    folder = Path("/") / DEBIAN_FOLDER
    if not folder.is_dir():
        raise UserError(f"{folder} is not there")
    return folder


def from_debian(scratch):
    """Fetch Debian's package without root, unpack it into `scratch`, and return the folder of the files."""
    # Package lists of its own: those of the machine may be missing or old, and renewing them takes root.
    (scratch / "lists" / "partial").mkdir(parents=True)
    lists = ["-o", f"Dir::State::Lists={scratch}/lists", "-o", f"Dir::Cache={scratch}"]
    _run(["apt-get", *lists, "update"], scratch)
    _run(["apt-get", *lists, "download", DEBIAN_PACKAGE], scratch)
    _run(["dpkg-deb", "-x", *scratch.glob("*.deb"), "unpacked"], scratch)
    return scratch / "unpacked" / DEBIAN_FOLDER


def _run(command, folder):
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise UserError(f"{command[0]} is not on this machine") from error
    except subprocess.CalledProcessError as error:
        raise UserError(" ".join(error.stderr.split()) or f"{command[0]} failed") from error


WAYS = {
    "torchvision's mirrors": from_torchvision,
    "the installed Debian package": from_installed_package,
    "Debian's package archive": from_debian,
}
