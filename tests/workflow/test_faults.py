"""Bad files, a bad network, a bad disk: one clear line, then a plain `snakemake` makes the right bytes."""

import gzip
import hashlib
import re
import shutil

import numpy as np
import pytest

from shiftlab.data import idx
from shiftlab.data.download import FILES
from tests import archive, damage
from tests.conftest import mounted

pytestmark = pytest.mark.slow

SOURCES = [f"results/sources/fashion_mnist/{name}" for name in FILES.values()]
TEST = "results/datasets/shifted/test.npz"
RUN = "results/runs/shifted/two_full/seed1"
TRAINED = [f"{RUN}/{file}" for file in ("weights.safetensors", "history.csv", "training.json", "cost.json")]
FIGURE = [f"results/figures/shifted/two_full/seed1/confusion_rates.{kind}" for kind in ("png", "pdf", "svg")]


def fails(project, target, complaint):
    """Build `target`, which must fail in one clear line, the last one that is said."""
    done = project.snakemake(target)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("error: ") and re.search(complaint, last), last


def nothing_in(project, folder):
    return not [path for path in (project.folder / folder).glob("**/*") if path.is_file()]


def succeeds(project, built, *paths):
    """Build the first of `paths`; all of them must have the bytes that an undisturbed build gave."""
    project.build(paths[0])
    assert project.bytes_of(*paths) == built.bytes_of(*paths)


def truncate(folder):
    file = folder / f"{FILES['test_images']}.gz"
    file.write_bytes(file.read_bytes()[:-100])


def corrupt(folder):
    damage.corrupt(folder / f"{FILES['train_images']}.gz")


def swap(folder):
    for kind in ("images", "labels"):
        train, test = (folder / f"{FILES[f'{part}_{kind}']}.gz" for part in ("train", "test"))
        train.rename(folder / "kept")
        test.rename(train)
        (folder / "kept").rename(test)


def mislabel(folder):
    file = folder / f"{FILES['train_labels']}.gz"
    content = bytearray(gzip.decompress(file.read_bytes()))
    content[8:] = content[-1:7:-1]  # the labels in reverse
    file.write_bytes(gzip.compress(content))


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (truncate, r"t10k-images-idx3-ubyte\.gz is truncated or corrupted"),
        (corrupt, r"train-images-idx3-ubyte\.gz is (truncated or corrupted|not the right file)"),
        (swap, r"train-images-idx3-ubyte\.gz is not the right file"),
        (mislabel, r"train-labels-idx1-ubyte\.gz is not the right file"),
    ],
)
def test_a_wrong_data_file(project, built, harm, complaint):
    good = shutil.copytree(project.folder / "tests/tiny", project.folder / "good")
    harm(project.folder / "tests/tiny")
    fails(project, TEST, complaint)
    assert nothing_in(project, "results/sources") and nothing_in(project, "results/datasets")
    shutil.copytree(good, project.folder / "tests/tiny", dirs_exist_ok=True)
    succeeds(project, built, TEST, *SOURCES)


def trust(project, file):
    """Tell the configuration that a file of its folder is as it should be."""
    content = gzip.decompress((project.folder / "tests/tiny" / f"{FILES[file]}.gz").read_bytes())
    digest = hashlib.sha256(content).hexdigest()
    project.configure(lambda config: config["sources"]["fashion_mnist"]["sha256"].update({file: digest}))


@pytest.mark.parametrize(
    ("labels", "complaint"),
    [
        (np.full(200, 11), "labels-idx1-ubyte: holds label 11, but only 10 classes have a name"),
        (np.zeros(199), r"do not belong together: \(200, 28, 28\), \(199,\)"),
    ],
    ids=["class without a name", "one too few"],
)
def test_labels_that_cannot_be_right_though_their_digest_is(project, built, labels, complaint):
    file = project.folder / "tests/tiny" / f"{FILES['test_labels']}.gz"
    good, header = file.read_bytes(), bytes([0, 0, idx.UINT8, 1]) + len(labels).to_bytes(4, "big")
    file.write_bytes(gzip.compress(header + labels.astype(np.uint8).tobytes()))
    trust(project, "test_labels")
    fails(project, TEST, complaint)
    assert nothing_in(project, "results/datasets")
    file.write_bytes(good)
    trust(project, "test_labels")
    succeeds(project, built, TEST)


@pytest.fixture
def server(tmp_path, project, monkeypatch):
    """Debian's archive on loopback; torchvision's mirrors are asked there too, and do not have the files."""
    folder = tmp_path / "archive"
    folder.mkdir()
    archive.make(folder, project.folder / "tests/tiny")
    with damage.served(folder) as address:
        archive.configure(tmp_path / "apt.conf", address)
        monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield


@pytest.mark.skipif(not shutil.which("apt-get"), reason="no apt-get: not a Debian machine")
@pytest.mark.parametrize(("fault", "complaint"), [("cut", "."), ("wrong", "Hash Sum mismatch")])
def test_a_download_that_fails(project, built, server, monkeypatch, fault, complaint):
    project.configure(lambda config: config["sources"]["fashion_mnist"].update(folder=None))
    monkeypatch.setattr(damage.Server, "fault", fault)
    fails(project, TEST, f"the garments are not to be had from torchvision's mirrors .*Debian.*{complaint}")
    assert nothing_in(project, "results/sources")
    monkeypatch.setattr(damage.Server, "fault", None)
    succeeds(project, built, TEST, *SOURCES)
    log = (project.folder / "results/logs/download/fashion_mnist.log").read_text()
    assert "the garments come from Debian's package archive, not from torchvision's mirrors" in log


@pytest.fixture
def on_a_small_disk(built, tmp_path):
    """A project in which everything has been made, on a small disk of its own."""
    with mounted(tmp_path / "disk", "size=50m") as disk:
        yield built.copy(disk / "project")


def fill(project, left):
    """Leave `left` bytes free on the disk of the results; return the file that takes the rest."""
    filler = project.folder / "results" / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(filler.parent).free - left))
    return filler


@pytest.mark.parametrize("left", [8, 48], ids="{} KB left".format)
def test_a_full_disk_while_a_figure_is_written(built, on_a_small_disk, left):
    """With the least room, Snakemake itself has none for its records, and the script none for its log."""
    project = on_a_small_disk
    for path in FIGURE:
        (project.folder / path).unlink()
    filler = fill(project, left * 1024)
    fails(project, FIGURE[0], "the disk is full; make room")
    assert not [path for path in FIGURE if (project.folder / path).exists()]
    filler.unlink()
    succeeds(project, built, *FIGURE)


def test_a_full_disk_while_a_checkpoint_is_written(built, on_a_small_disk):
    project = on_a_small_disk
    for path in TRAINED:
        (project.folder / path).unlink()
    filler = fill(project, 300 * 1024)
    fails(project, TRAINED[0], r"two_full/seed1/checkpoint\.zip: cannot be written: No space left on device")
    assert not [path for path in TRAINED if (project.folder / path).exists()]
    assert not list((project.folder / RUN).glob("*checkpoint*"))
    filler.unlink()
    succeeds(project, built, *TRAINED)


def test_a_read_only_results_folder(project, built):
    with mounted(project.folder / "results", "ro") as results:
        fails(project, TEST, "results: nothing can be written into this folder")
        assert nothing_in(project, results)
    succeeds(project, built, TEST, *SOURCES)


def test_a_loss_that_is_no_number(project, built):
    project.configure(lambda config: config["training"].update(learning_rate=1e30))
    line = "two_full on shifted, epoch 1: the loss is no longer a finite number; try a training.learning_rate"
    fails(project, TRAINED[0], line)
    assert nothing_in(project, RUN)
    log = (project.folder / "results/logs/train/shifted/two_full/seed1.log").read_text()
    assert "Traceback" in log and line in log
    project.configure(lambda config: config["training"].update(learning_rate=0.1))
    succeeds(project, built, *TRAINED)
