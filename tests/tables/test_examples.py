import json

import numpy as np
import pandas as pd
import pytest

from shiftlab.tables import examples
from tests.tables.conftest import RUN


def rows(architecture, accuracies):
    names = RUN | {"architecture": architecture, "network": architecture}
    return pd.DataFrame(
        [names | {"training_garments": count, "test_accuracy": share} for count, share in accuracies.items()]
    )


def needs(table):
    found = examples.with_needs(table)
    return dict(zip(zip(found["architecture"], found["training_garments"]), found["baseline_garments"]))


def test_a_row_says_how_many_garments_there_were(tmp_path):
    (tmp_path / "shifted.json").write_text(json.dumps({"frames": 100, "accuracy": 0.5}))
    row = examples.row(RUN, 300, 20, tmp_path / "shifted.json")
    added = {"training_garments": 300, "passes": 20, "test_accuracy": 0.5}
    assert row == RUN | added | {"test_accuracy_interval": pytest.approx(0.1)}


def test_the_perceptron_s_need_is_interpolated_in_the_logarithm():
    perceptron = rows("two_full", {100: 0.3, 1000: 0.5, 10000: 0.6})
    found = needs(pd.concat([perceptron, rows("net", {100: 0.4, 1000: 0.7, 10000: 0.2})]))
    assert found["net", 100] == pytest.approx(1000**0.5 * 10**0.5 * 10**0.5)
    assert found["net", 1000] == np.inf and found["net", 10000] == 0
    assert found["two_full", 1000] == pytest.approx(1000)


def test_a_curve_that_falls_by_chance_is_held_at_its_height():
    perceptron = rows("two_full", {100: 0.3, 1000: 0.5, 10000: 0.6, 60000: 0.58})
    found = needs(pd.concat([perceptron, rows("net", {100: 0.59, 300: 0.61})]))
    assert 1000 < found["net", 100] < 10000 and found["net", 300] == np.inf


def test_without_the_perceptron_there_is_nothing_to_compare_with():
    assert np.isnan(list(needs(rows("net", {100: 0.4})).values())).all()


def test_rows_are_in_the_order_of_networks_and_then_of_garments():
    table = pd.concat([rows("b", {1000: 0.5, 100: 0.3}), rows("a", {100: 0.4}), rows("b", {300: 0.4})])
    found = examples.with_needs(table)
    assert list(zip(found["architecture"], found["training_garments"])) == [
        *(("b", count) for count in (100, 300, 1000)),
        ("a", 100),
    ]
