"""The archive of a build: in a clone of the same code, it leaves nothing to do."""

import hashlib
import json
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.conftest import ROOT, new_project
from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(_built, tmp_path_factory):
    """A fresh copy of the code, in which the archive of a build was unpacked."""
    folder = tmp_path_factory.mktemp("archive")
    project = _built.copy(folder / "project")
    project.build("archive")
    clone = new_project(folder / "clone")
    (clone.folder / "config.yaml").unlink()
    shutil.unpack_archive(project.folder / "results/archive.zip", clone.folder)
    return clone


def test_a_clone_with_the_archive_has_nothing_to_do_and_knows_what_is_stale(unpacked, _built, tmp_path):
    assert "Nothing to be done" in unpacked.build().stderr
    changed = unpacked.copy(tmp_path / "changed")
    changed.configure(lambda config: config["architectures"]["two_full"]["training"].update(epochs=3))
    here = _built.copy(tmp_path / "here")
    here.configure(lambda config: config["architectures"]["two_full"].update(training={"epochs": 3}))
    assert stale(changed) == stale(here) != set()


def test_the_page_and_the_weights_are_those_of_the_build(unpacked, _built):
    paths = ("results/handout/handout.html", "results/runs/shifted/two_full/seed1/weights.safetensors")
    assert unpacked.bytes_of(*paths) == _built.bytes_of(*paths)


def test_the_documented_lines_ask_a_network(unpacked):
    code = (ROOT / "docs/ask.md").read_text().split("```python\n")[1].split("```")[0]
    done = subprocess.run([sys.executable, "-c", code], cwd=unpacked.folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shares = [float(line.split()[-1].rstrip("%")) for line in done.stdout.splitlines()]
    assert len(shares) == 10 and abs(sum(shares) - 100) < 1


def test_every_file_has_its_digest_and_every_package_its_version(unpacked):
    lines = (unpacked.folder / "SHA256SUMS").read_text().splitlines()
    digests = dict(reversed(line.split("  ", 1)) for line in lines)
    for name, digest in digests.items():
        assert hashlib.sha256((unpacked.folder / name).read_bytes()).hexdigest() == digest, name
    results = {f"results/{path}" for path in unpacked.results()}
    assert results <= set(digests) and "config.yaml" in digests
    facts = json.loads((unpacked.folder / "archive.json").read_text())
    assert facts["version"] == "1.0" and facts["packages"]["torch"] and facts["python"]
    assert yaml.safe_load((unpacked.folder / "config.yaml").read_text())["seeds"] == [1]


def test_two_archives_of_one_build_are_the_same_to_the_byte(_built, tmp_path):
    bytes_of = []
    for name in ("one", "other"):
        project = _built.copy(tmp_path / name)
        project.build("archive")
        bytes_of.append((project.folder / "results/archive.zip").read_bytes())
    assert bytes_of[0] == bytes_of[1]
