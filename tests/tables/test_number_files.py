import json
import re

import numpy as np

from shiftlab.tables import number_files
from tests.test_security import HOSTILE


def assert_escaped(word):
    """Check that TeX interprets no character of a word but as itself."""
    for escaped in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}"):
        word = word.replace(escaped, "")
    assert not re.search(r"[\\&%$#_{}~^]", re.sub(r"\\[&%$#_{}]", "", word)), word


def test_files_hold_every_number_and_words_are_tex(tmp_path):
    words = {f"word{number}": word for number, word in enumerate(HOSTILE)}
    found = {"a/b_c": 1 / 3, "a/d": 314710, "a/e": np.float64(2.0)} | words
    number_files.write(found, tmp_path / "a.json", tmp_path / "a.tex")
    assert (
        json.loads((tmp_path / "a.json").read_text()) == {"a/b_c": 0.333333, "a/d": 314710, "a/e": 2} | words
    )
    lines = (tmp_path / "a.tex").read_text().splitlines()
    macros = [line for line in lines if line.startswith(r"\shiftlab@set{")]
    assert r"\shiftlab@set{a/b_c}{0.333333}" in macros and len(macros) == len(found)
    for line in macros:
        assert_escaped(re.fullmatch(r"\\shiftlab@set\{[a-z0-9_/]+\}\{(.*)\}", line)[1])
