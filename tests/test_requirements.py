"""The files that say which packages there are say the same."""

import re
import subprocess
import sys

import pytest
import yaml
from packaging.requirements import Requirement

from tests.conftest import ROOT


def pins(file, **environment):
    """Return the set of `name==version` in a requirements file, and check that each has a hash.

    environment: of markers, such as python_full_version, for the pins that apply there alone.
    """
    entries = (ROOT / file).read_text().replace("\\\n", " ").splitlines()
    found = [entry.partition(" --hash=sha256:") for entry in entries if re.match(r"\w", entry)]
    assert found and all(hashes for *_, hashes in found)
    pinned = [Requirement(entry) for entry, *_ in found]
    there = [pin for pin in pinned if not (environment and pin.marker) or pin.marker.evaluate(environment)]
    return {f"{pin.name}{pin.specifier}" for pin in there}


def names(file):
    """Return the packages that an .in file lists, and those of the .in files that it includes."""
    lines = (ROOT / file).read_text().splitlines()
    found = {re.split(r"[=<> ]", line)[0] for line in lines if line[:1].isalpha()}
    return found.union(*(names(line.split()[1]) for line in lines if line.startswith("-r ")))


def test_every_requirement_is_pinned_and_hashed():
    for name in ("requirements", "requirements-cpu", "requirements-cluster", "requirements-test"):
        pinned = {pin.split("==")[0] for pin in pins(f"{name}.txt")}
        assert names(f"{name}.in") <= pinned


def test_the_test_set_stands_on_top():
    assert pins("requirements.txt") | pins("requirements-cluster.txt") < pins("requirements-test.txt")


def test_without_pytorch_there_is_nothing_for_a_gpu():
    cpu = pins("requirements-cpu.txt")
    assert cpu < pins("requirements.txt")
    others = {pin.split("==")[0] for pin in pins("requirements.txt") - cpu}
    # What PyTorch itself needs comes along with each of its builds.
    needed = {"fsspec", "mpmath", "networkx", "setuptools", "sympy"}
    assert others - needed == {name for name in others if re.match("cuda-|nvidia-|torch|triton", name)}


def test_conda_takes_the_same_packages():
    *conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    (python,) = (name.removeprefix("python=") for name in conda if name != "pip")
    there = pins("requirements.txt", python_full_version=f"{python}.0")
    assert set(pip["pip"]) == {pin for pin in there if pin.split("==")[0] in names("requirements.in")}


@pytest.mark.slow
def test_conda_s_packages_go_together(tmp_path):
    """Pip finds them all, without another file of ours, in an empty environment; installing takes minutes."""
    *conda, pip = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    if f"python={sys.version_info.major}.{sys.version_info.minor}" not in conda:
        pytest.skip(f"environment.yml is for another Python than this one: {conda}")
    (tmp_path / "packages").write_text("\n".join(pip["pip"]))
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    command = [tmp_path / "venv/bin/pip", "install", "--dry-run", "--quiet", "-r", tmp_path / "packages"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_no_file_names_an_index():
    for file in (path.name for path in ROOT.glob("requirements*")):
        assert not re.search(r"https?:|--(extra-)?index|--find-links|file:", (ROOT / file).read_text()), file


def test_every_import_is_a_requirement():
    """A package that comes along with another today may not come tomorrow."""
    import ast

    modules = {"PIL": "pillow", "fontTools": "fonttools", "pypandoc": "pypandoc-binary", "yaml": "pyyaml"}
    modules["pydantic_core"] = "pydantic"  # which pins it
    used = set()
    for path in (ROOT / "scripts").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used.add(node.module.partition(".")[0])
    foreign = used - set(sys.stdlib_module_names) - {"shiftlab"}
    assert {modules.get(name, name) for name in foreign} <= names("requirements.in")
