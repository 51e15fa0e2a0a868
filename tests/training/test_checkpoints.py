"""A checkpoint is whole and of the same run, or it is refused."""

import logging
import random
import shutil

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from shiftlab.jobs.errors import UserError
from shiftlab.training.checkpoints import Checkpoint
from tests.damage import changed

HISTORY = [
    {"epoch": 0, "train_loss": float("nan"), "test_accuracy": 0.1},
    {"epoch": 1, "train_loss": 0.1 + 0.2, "test_accuracy": 1 / 3},
]
FINGERPRINT = {"code": {"train.py": "ab"}, "number of threads": 2}


def tensors():
    generator = torch.Generator().manual_seed(0)
    return {
        "network.weight": torch.randn(20, 30, generator=generator),
        "network.half": torch.randn(7, generator=generator).to(torch.bfloat16),
        "order": generator.get_state(),
    }


@pytest.fixture
def checkpoint(tmp_path):
    checkpoint = Checkpoint(tmp_path / "checkpoint.zip", FINGERPRINT)
    checkpoint.save(tensors(), HISTORY)
    return checkpoint


def same(loaded):
    found, history = loaded
    expected = tensors()
    assert str(history) == str(HISTORY)  # as text, for the nan
    assert found.keys() == expected.keys()
    return all(torch.equal(tensor, found[name]) for name, tensor in expected.items())


def test_what_was_kept_comes_back_to_the_bit(checkpoint):
    assert same(checkpoint.load())
    assert [path.name for path in checkpoint.file.parent.iterdir()] == ["checkpoint.zip"]


def test_the_old_checkpoint_is_whole_until_the_new_one_is(checkpoint):
    """The new one takes its name; nothing is written into the old one."""
    with open(checkpoint.file, "rb") as old:
        before = old.read()
        checkpoint.save(tensors(), HISTORY[:1])
        old.seek(0)
        assert old.read() == before
    assert len(checkpoint.load()[1]) == 1


def test_without_a_file_there_is_nothing(checkpoint):
    checkpoint.remove()
    assert checkpoint.load() is None
    checkpoint.remove()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"code": {"train.py": "cd"}}, "another code"),
        ({"version of torch": "3.0"}, "another version of torch"),
        ({"code": {}, "number of threads": 1}, "another code and number of threads"),
    ],
)
def test_a_checkpoint_of_another_run_is_named_and_ignored(checkpoint, change, named, caplog):
    assert Checkpoint(checkpoint.file, FINGERPRINT | change).load() is None
    (line,) = caplog.messages
    assert line == f"{checkpoint.file} is of {named}: training starts afresh"
    assert same(checkpoint.load())  # it was left alone


def test_a_flipped_byte_anywhere_is_noticed_or_harmless(checkpoint, caplog):
    """Some bytes of a zip archive mean nothing, a time stamp for one."""
    content, draw, refused = checkpoint.file.read_bytes(), random.Random(0), 0
    for _ in range(300):
        damaged = bytearray(content)
        damaged[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        checkpoint.file.write_bytes(damaged)
        loaded = checkpoint.load()
        refused += loaded is None
        assert loaded is None or same(loaded)
    assert refused > 250
    assert all("training starts afresh" in message for message in caplog.messages)


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_file_that_was_changed_at_random_is_whole_or_refused(tmp_path_factory, data):
    checkpoint = Checkpoint(tmp_path_factory.mktemp("fuzz") / "checkpoint.zip", FINGERPRINT)
    checkpoint.save(tensors(), HISTORY)
    checkpoint.file.write_bytes(data.draw(changed(checkpoint.file.read_bytes())))
    loaded = checkpoint.load()
    assert loaded is None or same(loaded)


@pytest.mark.parametrize("length", [0, 1, 500, -1])
def test_a_truncated_file_is_refused(checkpoint, length, caplog):
    checkpoint.file.write_bytes(checkpoint.file.read_bytes()[:length])
    assert checkpoint.load() is None
    assert caplog.record_tuples[0][1] == logging.WARNING
    assert f"{checkpoint.file} is damaged" in caplog.messages[0]


def test_a_full_disk_keeps_the_old_checkpoint(checkpoint, small_disk):
    full = Checkpoint(small_disk / "checkpoint.zip", FINGERPRINT)
    shutil.copy(checkpoint.file, full.file)
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    with pytest.raises(UserError, match=r"checkpoint\.zip: cannot be written: No space left on device"):
        full.save(tensors(), HISTORY)
    assert same(full.load())
    assert {path.name for path in small_disk.iterdir()} == {"checkpoint.zip", "filler"}
