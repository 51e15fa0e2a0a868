import json

import pandas as pd
import pytest

from shiftlab.tables import files, tuning

LABELS = {"two_full": "perceptron", "two_conv_two_full": "CNN"}
COMMON = {"batch_size": 250, "momentum": 0.5}


@pytest.fixture
def records(tmp_path):
    """The results of two networks: paths, in the order of their grids."""
    tried = [
        ("two_full", 0.05, 10, 0.8, 6),
        ("two_full", 0.1, 5, 0.9, 3),
        ("two_full", 0.1, 10, 0.9, 5),
        ("two_conv_two_full", 0.05, 10, 0.7, 60),
        ("two_conv_two_full", 0.005, 10, 0.6, 50),
    ]
    paths = []
    for number, (architecture, rate, epochs, accuracy, seconds) in enumerate(tried):
        record = {
            "architecture": architecture,
            "training": COMMON | {"learning_rate": rate, "epochs": epochs},
            "validation_garments": 100,
            "validation_loss": accuracy / 2,  # it ranks them the other way round
            "validation_accuracy": accuracy,
            "seconds": seconds,
        }
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(record))
    return paths


def table(records):
    configured = {
        "two_full": COMMON | {"learning_rate": 0.1, "epochs": 10},
        "two_conv_two_full": COMMON | {"learning_rate": 0.05, "epochs": 10, "momentum": 0.9},
    }
    return tuning.tabulate(records, ["learning_rate", "epochs"], configured, LABELS)


def test_the_highest_accuracy_wins_and_among_equals_the_cheapest(records):
    assert table(records)["chosen"].tolist() == [False, True, False, True, False]
    backwards = table(records[::-1])
    assert backwards["chosen"].tolist() == [False, True, False, True, False]


def test_what_the_configuration_has_is_marked_if_every_setting_is_the_same(records):
    assert table(records)["configured"].tolist() == [False, False, True, False, False]


def test_a_row_has_the_settings_that_vary_and_the_standard_error_of_its_accuracy(records):
    assert table(records).iloc[0].to_dict() == {
        "network": "perceptron",
        "architecture": "two_full",
        "learning_rate": 0.05,
        "epochs": 10,
        "validation_loss": pytest.approx(0.4),
        "validation_accuracy": 0.8,
        "standard_error": pytest.approx(0.04),
        "seconds": 6,
        "chosen": False,
        "configured": False,
    }


def test_settings_are_shown_as_they_were_given(records, tmp_path):
    files.write(table(records), tmp_path / "tuning.csv", tmp_path / "tuning.tex", tuning.LEFT_OUT)
    lines = (tmp_path / "tuning.tex").read_text().splitlines()
    assert r"perceptron & 0.1 & 5 & 90.0 \% & 3.0 \% & yes \\" in lines
    assert any(line.startswith("CNN & 0.005 & 10 &") for line in lines)
    pd.testing.assert_frame_equal(files.read(tmp_path / "tuning.csv"), table(records))
