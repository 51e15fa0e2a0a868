import subprocess

import pytest

from shiftlab.networks import check, trial


def test_a_network_is_tried_again_when_something_that_decides_it_changes(tmp_path, monkeypatch):
    options = {"hidden": 7}
    found = trial.operators("two_full", 56, (28, 28), 10, options, tmp_path)
    assert found == check.operators("two_full", 56, (28, 28), 10, options)

    def refuse(*arguments, **options):
        raise AssertionError("it is tried again")

    monkeypatch.setattr(subprocess, "run", refuse)
    assert trial.operators("two_full", 56, (28, 28), 10, options, tmp_path) == found
    with pytest.raises(AssertionError, match="it is tried again"):
        trial.operators("two_full", 56, (28, 28), 10, {"hidden": 8}, tmp_path)
    with pytest.raises(AssertionError, match="it is tried again"):
        trial.operators("two_full", 57, (28, 28), 10, options, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(kept.read_text()[:-10])  # as a full disk leaves it
    with pytest.raises(AssertionError, match="it is tried again"):
        trial.operators("two_full", 56, (28, 28), 10, options, tmp_path)
