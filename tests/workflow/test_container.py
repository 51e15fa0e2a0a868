"""The image of the Containerfile, on a Debian with nothing in it: a graph runs there without a network."""

import functools
import shutil
import subprocess
import sys
import tempfile

import pytest

from tests.conftest import ROOT, needs, new_project

pytestmark = pytest.mark.slow

PROGRAMS = ("debootstrap", "podman", "runc")
# The Debian whose Python is the one of the tests, which fetch the packages.
DEBIAN = {(3, 11): "bookworm", (3, 13): "trixie"}
# On some machines not even root may set podman's own, higher limits.
LIMITS = [f"--ulimit={name}=4096:4096" for name in ("nofile", "nproc")]
OWNER = 12345  # of a clone: a user id that the image does not know
RUN = "results/runs/shifted/two_full/seed1"
SAME = [  # of the arrays, the archive tells the version of Python
    f"{RUN}/weights.safetensors",
    "results/figures/shifted/two_full/seed1/confusion_rates.png",
]


@pytest.fixture(scope="module")
def runroot():
    """A folder for what podman keeps while it runs: it takes no path longer than 50 characters."""
    with tempfile.TemporaryDirectory() as folder:
        yield folder


@pytest.fixture(scope="module")
def podman(tmp_path_factory, runroot):
    """A function that calls a podman which has the image `shiftlab`, and whose files are the tests' alone."""
    needs(PROGRAMS, " ".join(PROGRAMS))
    suite = DEBIAN.get(sys.version_info[:2])
    if not suite:
        pytest.skip(f"Python {sys.version_info.major}.{sys.version_info.minor} is of no known Debian")
    folder = tmp_path_factory.mktemp("container")
    places = [f"--root={folder / 'root'}", f"--runroot={runroot}"]
    call = functools.partial(run, "podman", "--runtime=runc", *places)
    base, wheels = folder / "base", folder / "wheels"
    run("debootstrap", "--variant=minbase", suite, base)
    run("tar", "--create", f"--directory={base}", f"--file={folder / 'base.tar'}", ".")
    call("import", "--quiet", folder / "base.tar", "base")
    download = [sys.executable, "-m", "pip", "download", "--quiet", f"--dest={wheels}"]
    run(*download, "--require-hashes", "--no-deps", f"--requirement={ROOT / 'requirements.txt'}")
    run(*download, "setuptools")  # builds the packages of which there is but the source
    call(
        *("build", "--quiet", "--tag=shiftlab", "--build-arg=BASE=base", "--network=host"),
        *(f"--volume={wheels}:/wheels:ro", "--env=PIP_NO_INDEX=1", "--env=PIP_FIND_LINKS=/wheels"),
        *(f"--file={ROOT / 'Containerfile'}", ROOT),
    )
    yield call
    call("rmi", "--all", "--force")
    shutil.rmtree(folder)


def run(*command):
    """Run a command; return what it prints."""
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_graph_is_built_in_it_without_a_network(podman, built, tmp_path):
    project = new_project(tmp_path / "project")

    def shorten(config):
        """Keep one network of two, and one dataset."""
        config["architectures"].pop("two_conv_two_full")
        config["datasets"].pop("centered")

    project.configure(shorten)
    run("chown", "--recursive", str(OWNER), project.folder)
    options = [*LIMITS, f"--user={OWNER}", "--network=none", f"--volume={project.folder}:/shiftlab"]
    podman("run", "--rm", *options, "shiftlab", "snakemake", "--cores", "2")
    assert project.bytes_of(*SAME) == built.bytes_of(*SAME)
    assert (project.folder / "results/handout/handout.pdf").stat().st_uid == OWNER


def test_without_an_option_it_is_not_run_as_root(podman):
    assert int(podman("run", "--rm", *LIMITS, "shiftlab", "id", "--user")) != 0
