import subprocess
import sys

import pytest

from shiftlab.jobs import digests
from shiftlab.jobs.errors import UserError
from tests.conftest import ROOT


def modules(script):
    root = ROOT / "scripts"
    return {path.relative_to(root).as_posix() for path in digests.local_modules(root / script, root)}


def test_training_depends_on_its_modules_and_on_no_figure():
    found = modules("training/train.py")
    assert {
        "training/train.py",
        "shiftlab/training/loop.py",
        "shiftlab/data/placement.py",
        "shiftlab/__init__.py",
    } <= found
    assert not any("figures" in path for path in found)


def test_imports_are_followed_in_every_form(tmp_path):
    sources = {
        "script.py": "import pack.one\nfrom pack import two, X\nimport os\ndef f():\n    import late\n",
        "pack/__init__.py": "from pack.three import x\n",
        "pack/one.py": "",
        "pack/two.py": "import pack.one",
        "pack/three.py": "",
        "pack/four.py": "",
        "late.py": "",
    }
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    found = digests.local_modules(tmp_path / "script.py", tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in found} == set(sources) - {"pack/four.py"}


def test_no_figure_or_table_imports_torch():
    """Every module behind such a script is really imported, in a separate Python process."""
    scripts = ROOT / "scripts"
    names = [
        path.relative_to(scripts) for stage in ("figures", "tables") for path in scripts.glob(f"{stage}/*.py")
    ]
    paths = {path for name in names for path in modules(name)} - {name.as_posix() for name in names}
    names = [path.removesuffix(".py").replace("/", ".") for path in paths]
    program = f"import sys, {', '.join(names)}; sys.exit('torch' in sys.modules)"
    assert len(names) > 10
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT / "scripts").returncode == 0


CODE = '"""A module."""\n\n\ndef f(a):\n    """Add one."""\n    return a + 1  # at most\n'
SAME_MEANING = {
    "comment": ("at most", "at least"),
    "docstring of a module": ("A module", "Another module"),
    "docstring of a function": ("Add one", "Add 1"),
    "no docstring": ('    """Add one."""\n', ""),
    "layout": ("a + 1", "(a\n    + 1)"),
}


def meaning(folder, code):
    """Return the digest of some code, read afresh."""
    file = folder / f"module{len(list(folder.iterdir()))}.py"
    file.write_text(code)
    return digests.of_code(file, folder)[file.name]


@pytest.mark.parametrize("change", SAME_MEANING)
def test_a_digest_of_code_is_of_its_meaning(tmp_path, change):
    assert CODE.count(SAME_MEANING[change][0]) == 1
    assert meaning(tmp_path, CODE) == meaning(tmp_path, CODE.replace(*SAME_MEANING[change]))


@pytest.mark.parametrize("change", [("a + 1", "a + 2"), ("def f(a)", "def f(a, b=0)"), ("def f", "def g")])
def test_a_digest_of_code_follows_its_meaning(tmp_path, change):
    assert meaning(tmp_path, CODE) != meaning(tmp_path, CODE.replace(*change))


def test_text_that_is_no_docstring_is_part_of_the_meaning(tmp_path):
    assert meaning(tmp_path, 'def f():\n    return "a"\n') != meaning(tmp_path, 'def f():\n    return "b"\n')


def test_logs_locks_and_progress_bars_are_no_part_of_a_result():
    assert not any(path.startswith("shiftlab/jobs") for path in modules("training/train.py"))


def test_a_digest_of_a_file_follows_its_bytes(tmp_path):
    file = tmp_path / "data"
    file.write_bytes(b"1")
    before = digests.of_files([file])
    assert digests.of_files([file]) == before
    file.write_bytes(b"2")
    assert digests.of_files([file]) != before


def test_a_syntax_error_is_named(tmp_path):
    (tmp_path / "script.py").write_text("def f(:\n")
    with pytest.raises(UserError, match=r"script\.py: is not valid Python"):
        digests.local_modules(tmp_path / "script.py", tmp_path)
