"""A tiny real project to run Snakemake in, and the tiny real garments."""

import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

os.environ["OMP_NUM_THREADS"] = "1"  # before torch is loaded: several tests run at a time

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "tiny"
TINY = DATA / "config.yaml"

TEMPORARY = tempfile.gettempdir()  # before a test changes it
CORES = ["--cores", "2"]
SNAKEMAKE = [sys.executable, "-m", "snakemake", *CORES]


def pytest_collection_modifyitems(items):
    """Begin with the slow tests, so that no process is left alone with one in the end."""
    items.sort(key=lambda item: not item.get_closest_marker("slow"))


def documented_networks():
    """Return the networks in docs/network.md: without a front end, and with one."""
    text = (ROOT / "docs/network.md").read_text()
    return [block.split("```")[0] for block in text.split("```python\n")[1:]]


@functools.cache
def _forks():
    """Start the process whose forks run Snakemake; it ends with this one."""
    command = [sys.executable, "-P", ROOT / "tests/forks.py"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


class Project:
    """A copy of the working tree whose config.yaml is the tiny one."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def snakemake(self, *arguments):
        """Run Snakemake here as a user would; return the completed process, its output as text."""
        forks, arguments = _forks(), [*CORES, *arguments]
        with tempfile.TemporaryDirectory(dir=TEMPORARY) as folder:
            outputs = [Path(folder, name) for name in ("stdout", "stderr")]
            run = {"arguments": arguments, "folder": self.folder, "environment": {**os.environ}}
            print(json.dumps(run | {"outputs": outputs}, default=str), file=forks.stdin, flush=True)
            code = int(forks.stdout.readline())
            return subprocess.CompletedProcess(arguments, code, *(path.read_text() for path in outputs))

    def start(self, *arguments):
        """Start Snakemake here as a shell does, in a process group of its own; return the running process."""
        return subprocess.Popen(
            [*SNAKEMAKE, *arguments],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # In a background job, the tests themselves may be deaf to Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    def bytes_of(self, *paths):
        """Return the bytes of results; of what a training took, only what is the same each time."""
        return [repeatable(self.folder / path) for path in paths]

    def build(self, *arguments):
        """Run Snakemake here; fail with its output unless it succeeds."""
        done = self.snakemake(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def configure(self, change):
        """Rewrite config.yaml by a function that changes the configuration in place."""
        file = self.folder / "config.yaml"
        config = yaml.safe_load(file.read_text())
        change(config)
        file.write_text(yaml.safe_dump(config, sort_keys=False))

    def edit(self, file, old, new):
        """Replace a piece of text in a file, which must hold it once."""
        path = self.folder / file
        text = path.read_text()
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new))

    def results(self):
        """Return {path relative to results/: time of its last change} of everything that rules make."""
        results = self.folder / "results"
        files = (path for path in results.rglob("*") if path.is_file() and path.name != ".gitignore")
        return {
            path.relative_to(results).as_posix(): path.stat().st_mtime_ns
            for path in files
            if path.relative_to(results).parts[0] not in ("logs", "benchmarks")
        }

    def copy(self, folder):
        """Return a copy of this project, time stamps and Snakemake's own records included."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder)


def repeatable(path):
    """The bytes of a result; of a cost.json, the machine and the number of epochs."""
    if path.name != "cost.json":
        return path.read_bytes()
    cost = json.loads(path.read_text())
    return len(cost["epoch_seconds"]), cost["device"], cost["threads"], cost["versions"]


def until(condition, running):
    """Wait until `condition()` is true of a process that must not end before."""
    while not condition():
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.02)


def stop(running, number):
    """Send a signal to Snakemake and its jobs, as a terminal does; return what Snakemake said."""
    os.killpg(running.pid, number)
    return running.communicate()[1]


def new_project(folder):
    """Copy what git tracks, or would, into `folder`, with the tiny configuration."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    for name in listed.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    shutil.copy2(TINY, folder / "config.yaml")
    return Project(folder)


def needs(programs, packages):
    """Skip a test unless it has root and these programs, which Debian's `packages` bring; fail in CI."""
    absent = [program for program in programs if not shutil.which(program)]
    reason = None
    if absent:
        reason = f"{', '.join(absent)} not here; apt-get install --no-install-recommends {packages}"
    elif os.geteuid():
        reason = f"{programs[0]} takes root"
    if reason and "CI" not in os.environ:
        pytest.skip(reason)
    assert not reason, reason


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """A function that returns a folder which the first test process that needs it makes, for all of them.

    It takes the folder's name and a function that makes a folder at a path.
    """
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent  # of the folders of all processes

    def once(name, make):
        folder, begun = together / name, together / f"{name}-begun"
        with FileLock(together / f"{name}.lock"):
            if not folder.exists():
                make(begun)
                begun.rename(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def _checked(once):
    """A project in which nothing has been made, but whose networks are checked; left as it is."""
    return Project(once("checked", lambda folder: new_project(folder).build("--dry-run")))


@pytest.fixture
def project(_checked, tmp_path):
    """A project of one's own in which nothing has been made."""
    return _checked.copy(tmp_path / "project")


@pytest.fixture(scope="session")
def _built(once):
    """A project in which everything has been made; left as it is."""
    return Project(once("built", lambda folder: new_project(folder).build()))


@pytest.fixture
def built(_built, tmp_path):
    """A project of one's own in which everything has been made."""
    return _built.copy(tmp_path / "built")


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    from tests.workflow import page  # here, as few tests need it

    with page.chromium() as chromium:
        yield chromium


@pytest.fixture
def open_page(_built, browser):
    """A function that opens the page, as page.Opened; at the end, nothing must have gone wrong on it."""
    from tests.workflow.page import PAGE, Opened

    opened = []

    def open_page(*arguments, **options):
        opened.append(Opened(browser, _built.folder / PAGE, *arguments, **options))
        return opened[-1]

    yield open_page
    for page in opened:
        page.page.context.close()
        assert page.complaints == []
        assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def tiny_config():
    """The tiny configuration, as read from its file."""
    return yaml.safe_load(TINY.read_text())


@contextmanager
def mounted(folder, options):
    """Mount a small empty disk on `folder`, made if need be, for the length of a `with` block."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True
    )
    if done.returncode and "CI" not in os.environ:
        pytest.skip("mounting a disk takes root")
    assert done.returncode == 0, done.stderr
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a megabyte, for what happens when it is full."""
    with mounted(tmp_path / "disk", "size=1m") as disk:
        yield disk
