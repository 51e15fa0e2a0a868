"""Fetching the garments, over a real local web server and from a real local package archive."""

import functools
import gzip
import hashlib
import io
import logging
import shutil
import tarfile
from contextlib import contextmanager

import pytest
from torchvision.datasets import KMNIST, MNIST, FashionMNIST

from shiftlab.data import download
from shiftlab.jobs.errors import UserError
from tests import archive
from tests.conftest import DATA
from tests.damage import Server, corrupt, served

IMAGES = f"{download.FILES['train_images']}.gz"


@pytest.fixture
def sha256(tiny_config):
    return tiny_config["sources"]["fashion_mnist"]["sha256"]


@pytest.fixture
def targets(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    return {file: folder / name for file, name in download.FILES.items()}


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(DATA, tmp_path / "copy")


def assert_kept(targets, sha256):
    for file, path in targets.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sha256[file]
    assert_only(targets, len(targets))


def assert_only(targets, count):
    folder = targets["train_images"].parent
    assert len(list(folder.iterdir())) == count, list(folder.iterdir())


def test_a_folder_s_files_are_kept_decompressed(targets, sha256, caplog):
    with caplog.at_level(logging.INFO):
        download.fetch(targets, sha256, download.origins("fashion_mnist", DATA))
    assert_kept(targets, sha256)
    assert caplog.messages == [f"the garments come from the folder {DATA}"]


def test_plain_files_serve_as_well(targets, sha256, copy):
    for packed in copy.glob("*.gz"):
        packed.with_suffix("").write_bytes(gzip.decompress(packed.read_bytes()))
        packed.unlink()
    download.fetch(targets, sha256, download.origins("fashion_mnist", copy))
    assert_kept(targets, sha256)


def truncate(path):
    path.write_bytes(path.read_bytes()[:5000])


def swap(path):
    shutil.copy(path.with_name(f"{download.FILES['test_images']}.gz"), path)


def take_for_gzip(path):
    path.write_bytes(b"<html>Please log in</html>")


@pytest.mark.parametrize("damage", [truncate, corrupt, swap, take_for_gzip])
def test_a_wrong_file_is_refused_by_name_and_nothing_is_kept(targets, sha256, copy, damage):
    damage(copy / IMAGES)
    with pytest.raises(UserError, match=rf"{IMAGES} is (truncated or corrupted|not the right file)"):
        download.fetch(targets, sha256, download.origins("fashion_mnist", copy))
    assert_only(targets, 0)


def test_a_missing_file_is_named(targets, sha256, copy):
    (copy / IMAGES).unlink()
    with pytest.raises(UserError, match=r"train-images-idx3-ubyte \(or \.gz\) is not in"):
        download.fetch(targets, sha256, download.origins("fashion_mnist", copy))


@contextmanager
def mirrored(folder, published, monkeypatch):
    """Serve a folder as the one mirror of a class of torchvision's."""
    with served(folder) as address:
        digests = [(path.name, hashlib.md5(path.read_bytes()).hexdigest()) for path in folder.glob("*.gz")]
        monkeypatch.setattr(published, "mirrors", [f"{address}/"])
        monkeypatch.setattr(published, "resources", digests)
        yield


@pytest.fixture
def mirror(copy, monkeypatch):
    """Serve the folder `copy` as torchvision's one mirror."""
    with mirrored(copy, FashionMNIST, monkeypatch):
        yield copy


TORCHVISION = {"torchvision": functools.partial(download.from_torchvision, "FashionMNIST")}


def test_torchvision_s_download_is_taken(targets, sha256, mirror, caplog):
    with caplog.at_level(logging.INFO):
        download.fetch(targets, sha256, TORCHVISION)
    assert_kept(targets, sha256)
    assert caplog.messages == ["the garments come from torchvision"]


@pytest.mark.parametrize("damage", [truncate, corrupt, swap, take_for_gzip])
def test_wrong_content_from_the_network_is_refused(targets, sha256, mirror, damage):
    damage(mirror / IMAGES)
    with pytest.raises(UserError, match="corrupted"):
        download.fetch(targets, sha256, TORCHVISION)
    assert_only(targets, 0)


def test_a_download_cut_in_the_middle_is_refused(targets, sha256, mirror, monkeypatch):
    monkeypatch.setattr(Server, "fault", "cut")
    with pytest.raises(UserError, match="not to be had from torchvision"):
        download.fetch(targets, sha256, TORCHVISION)
    assert_only(targets, 0)


@pytest.mark.parametrize(("kind", "published"), [("mnist", MNIST), ("kmnist", KMNIST)])
def test_the_other_published_sets_come_from_torchvision_alone(
    targets, sha256, copy, monkeypatch, kind, published
):
    with mirrored(copy, published, monkeypatch):
        download.fetch(targets, sha256, download.origins(kind))
        assert_kept(targets, sha256)
        truncate(copy / IMAGES)
        with pytest.raises(UserError, match=r"^the garments are not to be had from .*corrupted") as refused:
            download.fetch(targets, sha256, download.origins(kind))
    assert " nor from " not in str(refused.value)


def test_a_file_without_a_known_digest_is_accepted_and_logged(targets, sha256, caplog):
    unknown = sha256 | {"test_images": None, "test_labels": None}
    with caplog.at_level(logging.INFO):
        download.fetch(targets, unknown, download.origins("kmnist", DATA))
    assert_kept(targets, sha256)
    assert caplog.messages[1:] == [
        "no SHA-256 is known of, and so none was compared for, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte"
    ]


def test_the_next_origin_is_tried_and_the_log_says_why(targets, sha256, mirror, caplog):
    truncate(mirror / IMAGES)
    with caplog.at_level(logging.INFO):
        download.fetch(targets, sha256, TORCHVISION | {"a disk": lambda scratch: DATA})
    assert_kept(targets, sha256)
    (line,) = caplog.messages
    assert line.startswith("the garments come from a disk, not from torchvision (")
    assert "corrupted" in line


def test_a_network_that_refuses_is_named(targets, sha256, monkeypatch):
    monkeypatch.setattr(FashionMNIST, "mirrors", ["http://127.0.0.1:9/"])  # nothing listens there
    with pytest.raises(UserError, match="refused"):
        download.fetch(targets, sha256, TORCHVISION)


@pytest.fixture
def package(tmp_path, copy, monkeypatch):
    """A package of the tiny set, in an archive on disk that apt-get takes it from."""
    (tmp_path / "archive").mkdir()
    package = archive.make(tmp_path / "archive", copy)
    archive.configure(tmp_path / "apt.conf", f"file:{package.parent}")
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    return package


needs_apt = pytest.mark.skipif(not shutil.which("apt-get"), reason="no apt-get: not a Debian machine")
DEBIAN = {"Debian": download.from_debian}


@needs_apt
def test_debian_s_package_is_fetched_without_installing_it(targets, sha256, package):
    download.fetch(targets, sha256, DEBIAN)
    assert_kept(targets, sha256)


@needs_apt
def test_a_package_that_was_tampered_with_is_not_unpacked(targets, sha256, package):
    corrupt(package)
    with pytest.raises(UserError, match="Hash Sum mismatch"):
        download.fetch(targets, sha256, DEBIAN)
    assert_only(targets, 0)


def with_data(package, members):
    """Put other files into a package: pairs of a name and bytes, or None for a link out of its folder."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as tar:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if content is None:
                info.type, info.linkname = tarfile.SYMTYPE, str(package.parent.parent)
                tar.addfile(info)
            else:
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
    # A package is an archive of ar, see deb(5) and ar(5): the files are its last member, behind a header.
    before = package.read_bytes().rpartition(b"data.tar")[0]
    header = f"{'data.tar':<16}{0:<12}{0:<6}{0:<6}{100644:<8}{data.tell():<10}`\n"
    package.write_bytes(before + header.encode() + data.getvalue())
    archive.index(package)


@needs_apt
@pytest.mark.parametrize(
    "members",
    [
        [("../../../escaped", b"x")],
        [("./way", None), ("./way/escaped", b"x")],
    ],
    ids=["dots", "link"],
)
def test_no_path_of_an_archive_leaves_its_folder(targets, sha256, package, tmp_path, members):
    """Even where the archive itself is one that apt-get trusts."""
    with_data(package, members)
    with pytest.raises(UserError, match="dpkg-deb: error: tar"):
        download.fetch(targets, sha256, DEBIAN)
    assert not list(tmp_path.rglob("escaped"))
    assert_only(targets, 0)
