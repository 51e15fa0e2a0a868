"""The four files of a source: where they come from, and the check that they are the right ones."""

import functools
import gzip
import hashlib
import logging
import shutil
import socket
import subprocess
import tempfile
import zlib
from pathlib import Path

from shiftlab.data import idx
from shiftlab.data.published_sets import FILES, SETS
from shiftlab.jobs.errors import UserError

DEBIAN_PACKAGE = "dataset-fashion-mnist"
DEBIAN_FOLDER = "usr/share/datasets/fashion-mnist"
NETWORK_TIMEOUT = 30  # seconds without a byte, after which a mirror counts as unreachable

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


def origins(kind, folder=None):
    """Return the origins of the files of a source, to be tried one after the other: {name: function}.

    kind: a key of published.SETS. folder: where the files lie, or None. Each function takes an empty
    folder to work in, returns the folder of the files, and raises UserError if it fails.
    """
    if folder is not None:
        return {f"the folder {folder}": lambda scratch: Path(folder)}
    found = {"torchvision's mirrors": functools.partial(from_torchvision, SETS[kind].torchvision)}
    if kind == "fashion_mnist":
        found["the installed Debian package"] = from_installed_package
        found["Debian's package archive"] = from_debian
    return found


def fetch(targets, sha256, origins):
    """Write the four decompressed IDX files of a source, each checked before any is kept.

    targets: path to write, for each key of FILES. sha256: hex digest of the decompressed bytes, likewise,
    None where there is none to compare. origins: from `origins`.
    Raises UserError, naming the file, if no origin has the right bytes; then no target is written.
    """
    # Beside the targets, so that keeping a file is a rename on one file system.
    beside = Path(targets["train_images"]).parent.resolve()
    for left in beside.glob(".fetch-*"):  # left by a download that was killed
        shutil.rmtree(left)
    refusals = []
    for name, origin in origins.items():
        with tempfile.TemporaryDirectory(dir=beside, prefix=".fetch-") as scratch:
            try:
                found = origin(Path(scratch))
                checked = {file: _checked(found, file, sha256[file], Path(scratch)) for file in FILES}
            except UserError as error:
                refusals.append(f"{name} ({error})")
                continue
            for file, path in checked.items():
                path.replace(targets[file])
        log.info("the garments come from %s", ", not from ".join([name, *refusals]))
        unknown = [FILES[file] for file in FILES if sha256[file] is None]
        if unknown:
            log.info("no SHA-256 is known of, and so none was compared for, %s", ", ".join(unknown))
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
    if sha256 is not None and digest != sha256:
        raise UserError(f"{path.name} is not the right file: its SHA-256 is {digest}, it must be {sha256}")
    return checked


def from_torchvision(name, scratch):
    """Download with torchvision's class of that name, from its mirrors; return the folder of the files."""
    from torchvision import datasets  # here, as only this origin needs torch

    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(NETWORK_TIMEOUT)
    try:
        getattr(datasets, name)(scratch, download=True)
    except (RuntimeError, OSError, EOFError, ValueError) as error:
        raise UserError(" ".join(str(error).split())) from error
    finally:
        socket.setdefaulttimeout(before)
    return scratch / name / "raw"


def from_installed_package(scratch):
    """Return the folder of Debian's installed package."""
    folder = Path("/") / DEBIAN_FOLDER
    if not folder.is_dir():
        raise UserError(f"{folder} is not there")
    return folder


def from_debian(scratch):
    """Fetch Debian's package without root, unpack it into `scratch`, and return the folder of the files."""
    # Separate package lists: the machine's may be missing or old, and updating them needs root.
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
