import json
import re

import numpy as np
import pandas as pd
import pytest

from shiftlab.tables import numbers
from tests.test_security import HOSTILE

ACCURACY = pd.DataFrame(
    {
        "dataset": "shifted",
        "architecture": "net",
        "seed": [1, 2],
        "parameters": 7,
        "test_accuracy": [0.5, 0.7],
    }
)
STRIPES = pd.DataFrame(
    {"dataset": "shifted", "architecture": "net", "seed": 1, "operator": "fc1"}
    | {"weights": ["trained", "noise"], "pair_share": [0.2, 0.01], "cosine_1": 0.1}
)


def test_a_number_of_one_seed_is_that_of_its_table_and_has_no_interval():
    found = numbers.of_runs({"accuracy": ACCURACY[:1], "stripes": STRIPES})
    assert found == {
        "runs/shifted/net/parameters": 7,
        "runs/shifted/net/test_accuracy": 0.5,
        "runs/shifted/net/stripes/fc1/trained/pair_share": 0.2,
        "runs/shifted/net/stripes/fc1/noise/pair_share": 0.01,
    }


def test_a_number_of_two_seeds_is_their_mean_with_its_interval():
    found = numbers.of_runs({"accuracy": ACCURACY})
    assert found["runs/shifted/net/test_accuracy"] == pytest.approx(0.6)
    # Student's quantile for two values, times the standard error of their mean, 0.1.
    assert found["runs/shifted/net/test_accuracy_interval"] == pytest.approx(1.27062, abs=1e-5)
    net = numbers.tree(found)["runs"]["shifted"]["net"]
    assert net["test_accuracy"].half == pytest.approx(1.27062, abs=1e-5)


def test_what_is_not_a_number_is_left_out():
    ripple = pd.DataFrame({"dataset": "a", "architecture": "b", "seed": [1], "ripple_ratio": np.nan})
    assert numbers.of_runs({"ripple": ripple}) == {}


def test_the_hardest_class_and_the_commonest_mistake_are_counted(tmp_path):
    labels = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2])
    predicted = np.array([0, 0, 0, 1, 1, 1, 2, 0, 0])
    np.savez(tmp_path / "a.npz", labels=labels, log_probabilities=np.log(np.eye(3)[predicted] + 0.1))
    assert numbers.of_predictions([tmp_path / "a.npz"], ["a", "b", "c"]) == {
        "hardest_class": "c",
        "hardest_accuracy": pytest.approx(1 / 3),
        "mistaken_class": "c",
        "mistaken_for": "a",
        "mistaken_share": pytest.approx(2 / 3),
    }


def test_files_hold_every_number_and_words_are_tex(tmp_path):
    words = {f"word{number}": word for number, word in enumerate(HOSTILE)}
    found = {"a/b_c": 1 / 3, "a/d": 314710, "a/e": np.float64(2.0)} | words
    numbers.write(found, tmp_path / "a.json", tmp_path / "a.tex")
    assert (
        json.loads((tmp_path / "a.json").read_text()) == {"a/b_c": 0.333333, "a/d": 314710, "a/e": 2} | words
    )
    lines = (tmp_path / "a.tex").read_text().splitlines()
    own = [line for line in lines if line.startswith(r"\shiftlab@set{")]
    assert r"\shiftlab@set{a/b_c}{0.333333}" in own and len(own) == len(found)
    for line in own:
        word = re.fullmatch(r"\\shiftlab@set\{[a-z0-9_/]+\}\{(.*)\}", line)[1]
        for escaped in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}"):
            word = word.replace(escaped, "")
        assert not re.search(r"[\\&%$#_{}~^]", re.sub(r"\\[&%$#_{}]", "", word)), line
