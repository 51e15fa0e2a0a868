from snakemake.cli import parse_config

from shiftlab.experiment import command_line


def test_values_of_the_command_line_are_taken_for_what_they_look_like():
    entries = ["seeds=[1, 2]", "training={epochs: 3, learning_rate: 1e-2, schedule: linear}", "threads=2"]
    entries += ["datasets={mine: {test_only: true}}", "device=cpu"]
    given = parse_config(entries)
    assert command_line.typed(given, given) == {
        "seeds": [1, 2],
        "training": {"epochs": 3, "learning_rate": 0.01, "schedule": "linear"},
        "threads": 2,
        "datasets": {"mine": {"test_only": True}},
        "device": "cpu",
    }


def test_text_of_a_file_stays_text():
    given = {"training": {"epochs": "3"}}
    file = {"seeds": ["1"], "training": {"batch_size": "5"}}
    found = command_line.typed(file | {"training": file["training"] | given["training"]}, given)
    assert found == {"seeds": ["1"], "training": {"batch_size": "5", "epochs": 3}}


def test_text_that_is_no_yaml_stays_text():
    given = {"label": ["[", "a: b: c"]}
    assert command_line.typed(given, given) == given
