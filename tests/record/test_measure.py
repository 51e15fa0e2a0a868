"""The time of a training and the check of its offsets, on the tiny garments."""

from torch import nn

from shiftlab.data.download import FILES
from shiftlab.record import measure
from tests.training.test_loop import RUN, path

GARMENTS = {key: path(key) for key in FILES}
RECENTRED = RUN | {"architecture": "recentred_two_full", "options": {"hidden": 20}}


def test_a_training_is_timed_and_tested():
    run = RECENTRED | {"training": RUN["training"] | {"epochs": 20, "learning_rate": 0.1}}
    found = measure.training(run, GARMENTS, threads=1)
    assert found["seconds"] > 0 and found["threads"] == 1 and found["test_garments"] == 200
    assert found["test_accuracy"] > 0.5
    again = measure.training(run, GARMENTS, threads=1)
    assert found["test_accuracy"] == again["test_accuracy"]
    assert found["training"] == run["training"]


def test_recentred_garments_are_the_same_at_every_offset():
    found = measure.offsets(RECENTRED, GARMENTS, threads=1)
    assert found == {"offsets": 841, "test_garments": 200, "changed_garments": 0}


class Left(nn.Module):
    """The left half of the frame, in which some garments are cut off."""

    def forward(self, frames):
        return frames[..., :28].amax(dim=(1, 2))


def test_garments_whose_features_change_are_counted(monkeypatch):
    monkeypatch.setattr(measure.build, "front_end", lambda *facts: Left())
    assert measure.offsets(RECENTRED, GARMENTS, threads=1)["changed_garments"] == 200
