"""Text from the configuration is text everywhere, and nothing that could hold code is read or written."""

import ast
import json
import re
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import safetensors.numpy

from shiftlab.tables import files
from tests.conftest import ROOT

HOSTILE = [
    "</script>",
    "$(touch x)",
    r"\input{x}",
    "`touch x`",
    '"; touch x; "',
    "$\\frac$",
    "%s {x} {{y}} & # ~ ^ _",
    "../../x",
    "<!-- {% raw %} -->",
    "long" * 75,
]

# What unpickles, what pickles, and what runs text.
MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
CALLS = {
    *("torch.load", "torch.save", "pd.read_pickle", "np.fromfile", "os.system", "os.popen", "yaml.load"),
    *("tarfile.open", "shutil.unpack_archive", "eval", "exec"),
}
METHODS = {"to_pickle", "extractall"}
KEYWORDS = {"allow_pickle", "shell", "weights_only"}


def offences(tree):
    """Return the line and the name of everything in a syntax tree that is not to be used."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.partition(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                names = {node.module.partition(".")[0]}
            yield from ((node.lineno, name) for name in names & MODULES)
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in CALLS or name.rpartition(".")[2] in METHODS:
                yield node.lineno, name
            yield from ((node.lineno, word.arg) for word in node.keywords if word.arg in KEYWORDS)


def test_the_code_neither_pickles_nor_hands_text_to_a_shell():
    files = sorted((ROOT / "scripts").rglob("*.py"))
    assert len(files) > 40
    assert [(path.name, *found) for path in files for found in offences(ast.parse(path.read_text()))] == []


def test_no_rule_has_a_shell_command():
    """A script gets names as values; a shell command would have to quote them."""
    files = [ROOT / "Snakefile", *(ROOT / "workflow").rglob("*.smk")]
    assert len(files) > 15
    for path in files:
        text = path.read_text()
        assert not re.search(r"^\s+(shell|run):|pickle|os\.system|subprocess", text, re.MULTILINE), path


def test_what_is_looked_for_is_found():
    code = """
import pickle
from joblib import load
torch.load(file)
np.load(file, allow_pickle=True)
subprocess.run(line, shell=True)
archive.extractall()
"""
    names = [name for _, name in sorted(offences(ast.parse(code)))]
    assert names == ["pickle", "joblib", "torch.load", "allow_pickle", "shell", "archive.extractall"]


@pytest.mark.slow
def test_no_result_is_a_pickle(built):
    """Every file is of a kind that holds data and no code, and is read here as that kind."""
    readers = {
        ".npz": lambda path: [np.load(path, allow_pickle=False)[name] for name in np.load(path)],
        ".safetensors": safetensors.numpy.load_file,
        **dict.fromkeys((".csv", ".html", ".json", ".tex", ".log", ".svg", ".tsv", ".rst"), Path.read_text),
        **dict.fromkeys((".png", ".pdf", ""), Path.read_bytes),
    }
    files = [path for path in (built.folder / "results").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == set(readers)
    for path in files:
        readers[path.suffix](path)
        content = path.read_bytes()
        assert not re.match(rb"\x80[\x02-\x05]", content), path  # how a pickle begins
        if zipfile.is_zipfile(path):  # which torch.save writes as well
            assert all(name.endswith(".npy") for name in zipfile.ZipFile(path).namelist()), path


def test_tables_are_tex_whatever_a_name_is(tmp_path):
    table = pd.DataFrame({"network": HOSTILE, r"a_b \x $": 0.5})
    files.write(table, tmp_path / "a.csv", tmp_path / "a.tex")
    text = (tmp_path / "a.tex").read_text()
    for command in (
        *(
            r"\textbackslash ",
            r"\textasciitilde ",
            r"\textasciicircum ",
            r"\space ",
            r"\toprule",
            r"\midrule",
        ),
        *(r"{\scriptsize\setlength{\tabcolsep}{3pt}%", r"\begin{tabular}{@{}lr@{}}", r"\end{tabular}}"),
        *(r"\bottomrule", r"\\"),
    ):
        text = text.replace(command, "")
    text = re.sub(r"\\[%&#_${}]", "", text)  # what is escaped is harmless
    assert not re.search(r"[\\$%#_{}~^]", text), text
    assert [row.count("&") for row in text.splitlines() if "&" in row] == [1] * text.count("&")
    assert pd.read_csv(tmp_path / "a.csv")["network"].tolist() == HOSTILE


@pytest.mark.slow
def test_hostile_names_of_classes_and_controls_are_only_shown(project):
    def rename(config):
        config["sources"]["fashion_mnist"]["classes"] = HOSTILE
        config["synthesis"]["controls"] = {name: {} for name in HOSTILE}

    project.configure(rename)
    figures = ("confusion_rates", "classified", "class_images", "class_maps", "controls", "output_weights")
    project.build(
        "results/figures/shifted/samples.png",
        *(f"results/figures/shifted/two_full/seed1/{figure}.png" for figure in figures),
    )
    assert not list(project.folder.rglob("x"))
    record = json.loads((project.folder / "results/runs/shifted/two_full/seed1/synthesis.json").read_text())
    assert len(record["classes"]) == len(HOSTILE)
    assert list(record["controls"]["activations"]) == HOSTILE


@pytest.mark.slow
def test_hostile_names_of_folders_are_only_names(project, tmp_path):
    folder = tmp_path / """a $(touch x) `touch x` "b" 'c'; touch x;"""
    project.folder.rename(folder)
    project.folder = folder
    data = folder / "in $(touch x); touch x;"
    shutil.move(folder / "tests/tiny", data)
    project.configure(lambda config: config["sources"]["fashion_mnist"].update(folder=data.name))
    project.build("results/figures/shifted/two_full/seed1/confusion_rates.png")
    assert not list(tmp_path.rglob("x"))
