import pytest
import torch
from torch.nn.functional import cross_entropy

from shiftlab.data import backgrounds, datasets
from shiftlab.data.download import FILES
from shiftlab.jobs.errors import UserError
from shiftlab.networks import build, front_ends
from shiftlab.training import checkpoints, descent, evaluation, loop, schedule
from tests.conftest import DATA

RUN = {
    "dataset": "shifted",
    "frame": 56,
    "garment": [28, 28],
    "placement": "uniform",
    "background": "black",
    "training_garments": None,
    "passes": 1,
    "classes": 10,
    "architecture": "two_full",
    "options": {},
    "seed": 1,
    "training": {
        "learning_rate": 0.1,
        "schedule": "constant",
        "momentum": 0.5,
        "batch_size": 50,
        "epochs": 3,
        "precision": "float32",
    },
    "normalisation": {"mean": 0.1307, "std": 0.3081},
}
LINEAR = RUN["training"] | {"schedule": "linear"}


def path(file):
    return DATA / f"{FILES[file]}.gz"


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    import numpy as np

    file = tmp_path_factory.mktemp("sets") / "test.npz"
    np.savez(file, **datasets.freeze_test(path("test_images"), path("test_labels"), 10, 56, "uniform"))
    garments = datasets.load(path("train_images"), path("train_labels"), 10, 56, "cpu")
    return garments, datasets.load_frozen(file, RUN["normalisation"], "cpu")


def train(sets, checkpoint=None, **changes):
    run = RUN | changes
    return loop.train(run, *sets, checkpoint)


def without_seconds(history):
    return [[value for key, value in row.items() if key != "seconds"] for row in history]


def test_training_in_bfloat16_is_nearly_the_same_and_is_judged_in_float32(sets):
    _, history = train(sets)
    settings = RUN["training"] | {"precision": "bfloat16"}
    rounded, again = train(sets, training=settings)
    assert again[0] | {"seconds": 0, "train_loss": 0} == history[0] | {"seconds": 0, "train_loss": 0}
    assert again[-1]["train_loss"] != history[-1]["train_loss"]
    assert again[-1]["train_loss"] == pytest.approx(history[-1]["train_loss"], rel=0.02)
    assert all(parameter.dtype == torch.float32 for parameter in rounded.parameters())
    answers = evaluation.log_probabilities(rounded, sets[1])
    assert answers.dtype == torch.float32
    loss, _ = evaluation.loss_and_accuracy(answers, sets[1].labels)
    assert loss == again[-1]["test_loss"]


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_a_seed_gives_the_same_run_to_the_bit(sets, architecture):
    (one, history), (other, again) = (train(sets, architecture=architecture) for _ in range(2))
    assert str(without_seconds(history)) == str(without_seconds(again))  # as text, for the nan of row 0
    for name, tensor in one.state_dict().items():
        assert torch.equal(tensor, other.state_dict()[name]), name


def encoded(sets, run):
    """What the rule encode makes of the garments, without the files."""
    front_end = build.front_end(run["architecture"], run["frame"], run["garment"], run["options"])

    def encodings(frames):
        return front_ends.Encodings(front_ends.encode(front_end, frames), frames.labels)

    garments, test = sets
    offsets = garments.draw_offsets("center", torch.Generator())
    return encodings(garments.at(offsets, run["normalisation"])), encodings(test)


def test_training_on_encodings_is_training_on_frames(sets):
    """The whole network, on frames at random offsets, is as accurate as in its history."""
    run = RUN | {"architecture": "fourier_modulus_two_full", "options": {"hidden": 20}}
    network, history = loop.train(run, *encoded(sets, run))
    answers = evaluation.log_probabilities(network, sets[1])
    loss, accuracy = evaluation.loss_and_accuracy(answers, sets[1].labels)
    assert loss == pytest.approx(history[-1]["test_loss"], rel=1e-3)
    assert accuracy == pytest.approx(history[-1]["test_accuracy"], abs=0.005)
    assert accuracy > history[0]["test_accuracy"] + 0.2
    features = network.standardise(
        network.front_end(
            sets[0].inputs(
                torch.arange(400),
                sets[0].draw_offsets("uniform", torch.Generator().manual_seed(3)),
                run["normalisation"],
            )
        )
    )
    torch.testing.assert_close(features.mean(dim=0), torch.zeros(features.shape[1]), atol=1e-3, rtol=0)
    torch.testing.assert_close(features.std(dim=0), torch.ones(features.shape[1]), atol=1e-3, rtol=0)


def test_behind_a_front_end_placement_decides_nothing(sets):
    run = RUN | {"architecture": "fourier_modulus_two_full", "options": {"hidden": 20}}
    one, other = (
        loop.train(run | {"placement": rule}, *encoded(sets, run))[0].state_dict()
        for rule in ("uniform", "center")
    )
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_the_untrained_network_is_the_one_that_training_begins_with(sets):
    _, history = train(sets)
    untrained = loop.untrained(RUN)
    answers = evaluation.log_probabilities(untrained, sets[1])
    loss, _ = evaluation.loss_and_accuracy(answers, sets[1].labels)
    assert loss == pytest.approx(history[0]["test_loss"], abs=1e-6)
    other = loop.untrained(RUN | {"seed": 2})
    assert not torch.equal(untrained.fc1.weight, other.fc1.weight)


def test_another_seed_gives_another_run(sets):
    one, other = (train(sets, seed=seed)[0] for seed in (1, 2))
    assert not torch.equal(one.fc1.weight, other.fc1.weight)


def test_the_history_has_a_row_before_training_and_one_per_epoch(sets):
    network, history = train(sets)
    assert [row["epoch"] for row in history] == [0, 1, 2, 3]
    assert history[0]["test_accuracy"] < 0.25
    answers = evaluation.log_probabilities(network, sets[1])
    loss, accuracy = evaluation.loss_and_accuracy(answers, sets[1].labels)
    assert (history[-1]["test_loss"], history[-1]["test_accuracy"]) == (loss, accuracy)


def test_the_network_learns_centered_garments(sets, tmp_path):
    """Two hundred steps on 400 garments are enough for most of the tiny test set, always at the center."""
    settings = RUN["training"] | {"epochs": 25}
    garments, _ = sets
    test = datasets.load(path("test_images"), path("test_labels"), 10, 56, "cpu")
    centered = test.at(torch.full((200, 2), 14), RUN["normalisation"])
    _, history = train((garments, centered), placement="center", training=settings)
    assert history[-1]["test_accuracy"] > 0.65
    assert history[-1]["train_loss"] < 0.5


@pytest.mark.parametrize("momentum", [0.5, 0])
@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_an_interrupted_run_resumes_to_the_same_bits(sets, tmp_path, architecture, momentum):
    settings = RUN["training"] | {"momentum": momentum}
    changes = {"architecture": architecture, "training": settings}
    straight, history = train(sets, **changes)
    checkpoint = checkpoints.Checkpoint(tmp_path / "checkpoint.zip", {})
    for epochs in (1, 2, 3, 3):  # the last one finds nothing left to train
        torch.manual_seed(epochs)  # another process would not have the generator where this one left it
        stopped, again = train(sets, checkpoint, **changes | {"training": settings | {"epochs": epochs}})
    assert str(without_seconds(history)) == str(without_seconds(again))
    for name, tensor in straight.state_dict().items():
        assert torch.equal(tensor, stopped.state_dict()[name]), name


class Interrupting(checkpoints.Checkpoint):
    """A checkpoint whose saving is followed by an interruption."""

    def save(self, tensors, history):
        super().save(tensors, history)
        raise KeyboardInterrupt


def test_a_run_interrupted_in_its_schedule_resumes_to_the_same_bits(sets, tmp_path):
    straight, history = train(sets, training=LINEAR)
    checkpoint = Interrupting(tmp_path / "checkpoint.zip", {})
    for _ in range(LINEAR["epochs"]):
        with pytest.raises(KeyboardInterrupt):
            train(sets, checkpoint, training=LINEAR)
    resumed, again = train(sets, checkpoint, training=LINEAR)
    assert str(without_seconds(history)) == str(without_seconds(again))
    for name, tensor in straight.state_dict().items():
        assert torch.equal(tensor, resumed.state_dict()[name]), name


def test_the_seconds_of_a_run_that_was_stopped_add_up(sets, tmp_path):
    checkpoint = checkpoints.Checkpoint(tmp_path / "checkpoint.zip", {})
    _, history = train(sets, checkpoint, training=RUN["training"] | {"epochs": 1})
    tensors, _ = checkpoint.load()
    history[-1]["seconds"] = 1000
    checkpoint.save(tensors, history)
    _, again = train(sets, checkpoint)
    assert [row["seconds"] > 1000 for row in again] == [False, False, True, True]


def test_a_loss_that_turns_nan_names_the_epoch_and_the_setting(sets):
    with pytest.raises(
        UserError, match=r"two_full on shifted, epoch 1: .* training\.learning_rate below 1e\+30"
    ):
        train(sets, training=RUN["training"] | {"learning_rate": 1e30})


@pytest.mark.parametrize("momentum", [0.5, 0])
def test_a_constant_rate_trains_as_pytorch_s_optimiser_does(sets, momentum):
    network, _ = train(sets, training=RUN["training"] | {"momentum": momentum})
    garments, _ = sets
    plain = build.on_device(loop.untrained(RUN), torch.device("cpu"))
    optimiser = torch.optim.SGD(plain.parameters(), lr=RUN["training"]["learning_rate"], momentum=momentum)
    generator = torch.Generator().manual_seed(RUN["seed"])
    for _ in range(RUN["training"]["epochs"]):
        order = torch.randperm(400, generator=generator)
        frames = garments.at(garments.draw_offsets("uniform", generator), RUN["normalisation"])
        for inputs, labels in zip(frames.batches(order, 50), garments.labels[order].split(50)):
            optimiser.zero_grad()
            cross_entropy(plain(inputs), labels).backward()
            optimiser.step()
    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, plain.state_dict()[name]), name


def test_training_follows_the_schedule_through_all_epochs(sets, monkeypatch):
    """400 garments in batches of 150 are three steps an epoch."""
    found = []

    def note(optimiser, *batch):
        found.append(optimiser.rate)
        return step(optimiser, *batch)

    step = descent.Descent.step
    monkeypatch.setattr(descent.Descent, "step", note)
    settings = LINEAR | {"batch_size": 150, "epochs": 4}
    train(sets, training=settings)
    assert found == [schedule.learning_rate(settings, number, 12) for number in range(12)]


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_training_without_tests_gives_the_same_network(sets, architecture):
    tested, history = train(sets, architecture=architecture)
    untested, shorter = loop.train(RUN | {"architecture": architecture}, sets[0])
    assert [set(row) for row in shorter] == [{"epoch", "seconds", "train_loss"}] * 4
    assert [row["train_loss"] for row in shorter[1:]] == [row["train_loss"] for row in history[1:]]
    for name, tensor in tested.state_dict().items():
        assert torch.equal(tensor, untested.state_dict()[name]), name


def test_the_last_small_batch_counts(sets, monkeypatch):
    """400 garments in batches of 150 are three steps, the last of 100."""
    sizes = []

    def note(optimiser, inputs, labels):
        sizes.append(len(inputs))
        return step(optimiser, inputs, labels)

    step = descent.Descent.step
    monkeypatch.setattr(descent.Descent, "step", note)
    train(sets, training=RUN["training"] | {"batch_size": 150, "epochs": 1, "precision": "float32"})
    assert sizes == [150, 150, 100]


def test_the_training_loss_is_a_mean_over_frames(sets):
    """A network that hardly moves meets the loss of its first guesses, whatever the size of a batch."""
    settings = RUN["training"] | {"learning_rate": 1e-9, "momentum": 0, "batch_size": 150, "epochs": 1}
    _, (before, after) = train(sets, training=settings)
    assert after["train_loss"] == pytest.approx(before["test_loss"], abs=0.05)


def test_an_epoch_of_several_passes_places_the_garments_anew_in_each(sets, monkeypatch):
    """The learning rate decays over all of their steps."""
    steps = []

    def note(optimiser, inputs, labels):
        steps.append((optimiser.rate, inputs.clone()))
        return step(optimiser, inputs, labels)

    step = descent.Descent.step
    monkeypatch.setattr(descent.Descent, "step", note)
    settings = RUN["training"] | {"batch_size": 200, "epochs": 2, "schedule": "linear"}
    _, history = train(sets, training=settings, passes=3)
    assert len(history) == 3 and len(steps) == 2 * 3 * 2
    rates, frames = zip(*steps)
    assert list(rates) == [schedule.learning_rate(settings, number, 12) for number in range(12)]
    epochs = [torch.cat(frames[first : first + 2]) for first in range(0, 12, 2)]
    # Each pass has every garment once: as much light, at other places.
    assert all(torch.isclose(one.sum(), epochs[0].sum(), rtol=1e-4) for one in epochs)
    means = [one.mean(dim=0) for one in epochs]
    assert len(torch.stack(means).unique(dim=0)) == 6


def test_a_background_is_drawn_anew_for_each_frame(sets):
    garments = sets[0]._replace(background=backgrounds.from_settings({"noise": 0.1}))
    one, history = train((garments, sets[1]))
    other, again = train((garments, sets[1]))
    assert str(without_seconds(history)) == str(without_seconds(again))
    black, _ = train(sets)
    weights = [network.fc1.weight for network in (one, other, black)]
    assert torch.equal(weights[0], weights[1]) and not torch.equal(weights[0], weights[2])
