import pytest

from shiftlab.jobs import changes

RUN = {"dataset": "shifted", "options": {}, "training": {"epochs": 10, "precision": "float32"}}
CODE = {"shiftlab/a.py": "0" * 16, "shiftlab/b.py": "1" * 16}
PRESENT = {"": RUN, "code": CODE, "threads": 1, "garments": 1, "classes": [*"abcdefghij"], "device": "cpu"}
RECORDED = sorted(map(repr, PRESENT.values()))


def test_nothing_changed():
    assert changes.described(RECORDED, PRESENT) == []


@pytest.mark.parametrize(
    ("changed", "phrases"),
    [
        (
            {"": RUN | {"training": {"epochs": 12, "precision": "bfloat16"}}},
            ["training.epochs changed from 10 to 12", "training.precision changed from float32 to bfloat16"],
        ),
        ({"": RUN | {"options": {"hidden": 7}}}, ["options.hidden changed from nothing to 7"]),
        ({"threads": 2}, ["threads changed from 1 to 2"]),  # of two recorded as 1
        ({"device": "cuda"}, ["device changed from cpu to cuda"]),
        ({"classes": [*"ABCDEFGHIJ"]}, ["classes changed"]),  # too long to be shown
        ({"code": CODE | {"shiftlab/b.py": "2" * 16}}, ["code changed: shiftlab/b.py"]),
        ({"code": {"shiftlab/c.py": "3" * 16}}, ["code changed: shiftlab/a.py and 2 more"]),
        (
            {"threads": 2, "code": CODE | {"shiftlab/a.py": "2" * 16}},
            ["code changed: shiftlab/a.py", "threads changed from 1 to 2"],
        ),
        ({"threads": 2, "garments": 3}, ["threads changed", "garments changed"]),  # which was which?
        ({"another": 1.5}, ["another changed"]),
        ({"code": dict(reversed(CODE.items()))}, ["the order of code changed"]),
    ],
)
def test_what_changed(changed, phrases):
    assert changes.described(RECORDED, PRESENT | changed) == phrases


def test_values_of_no_plain_type_are_not_shown():
    assert changes.described(["[Run(seed=1)]"], {"runs": ["another"]}) == ["runs changed"]
