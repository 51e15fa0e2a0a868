import pytest
import torch
from torch import nn
from torch.nn.functional import unfold

from shiftlab.networks import build, contract, operators
from tests.networks.unusual import NETWORKS, ROLES


def frames(count=6):
    return torch.randn(count, 1, 56, 56, generator=torch.Generator().manual_seed(0))


def operators_of(architecture):
    return operators.describe(build.network(architecture, 56, (28, 28), 10, {}), 56)


def test_operators_are_those_of_the_cnn_in_order():
    found = operators_of("two_conv_two_full")
    assert [(operator["name"], operator["kind"], operator["neurons"]) for operator in found] == [
        ("conv1", "convolution", 30),
        ("conv2", "convolution", 30),
        ("fc1", "linear", 100),
        ("fc2", "linear", 10),
    ]


class Wide(nn.Module):
    """Two linear operators on the frame, one on its rows, and one that is as wide but sees something else."""

    def __init__(self):
        super().__init__()
        self.left, self.right = nn.Linear(56 * 56, 3), nn.Linear(56 * 56, 56 * 56)
        self.rows, self.last = nn.Linear(56, 1), nn.Linear(56 * 56, 10)

    def forward(self, x):
        flat = x.flatten(1)
        return self.last(self.right(flat)) + self.left(flat).sum() + self.rows(x).sum()


def test_operators_on_the_frame_are_distinguished_from_others():
    found = operators.describe(Wide(), 56)
    assert {operator["name"]: operator["sees_frame"] for operator in found} == {
        "left": True,
        "right": True,
        "rows": False,
        "last": False,
    }
    assert not any(operator["sees_frame"] for operator in operators_of("two_conv_two_full"))


def test_a_forward_pass_ends_at_the_operator_and_its_hook_is_removed():
    network = build.network("two_full", 56, (28, 28), 10, {})
    network.relu = None  # which would fail
    reached = operators.activations(network, operators_of("two_full")[0], frames())
    torch.testing.assert_close(reached, network.fc1(frames().flatten(1)))
    assert not network.fc1._forward_hooks


@pytest.fixture
def unusual(tmp_path, monkeypatch, request):
    """A network of tests/networks/unusual.py, in evaluation mode, and its operators by name."""
    (tmp_path / "mine.py").write_text(NETWORKS[request.param])
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    torch.manual_seed(1)
    network = build.network("mine", 56, (28, 28), 10, {}).eval()
    return network, {operator["name"]: operator for operator in operators.describe(network, 56)}


@pytest.mark.parametrize(("unusual", "name"), [(name, name) for name in NETWORKS], indirect=["unusual"])
def test_operators_have_a_role(unusual, name):
    _, found = unusual
    assert {operator: facts["role"] for operator, facts in found.items()} == ROLES[name]


FOLDED = """
from torch import nn


class Folded(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.each = nn.Conv2d(1, 4, 8, stride=8)
        self.head = nn.Linear(4 * 49, classes)

    def forward(self, frames):
        patches = frames.unfold(2, 8, 8).unfold(3, 8, 8).reshape(-1, 1, 8, 8)
        return self.head(self.each(patches).reshape(len(frames), -1))


def build(frame, classes):
    return Folded(classes)
"""


def test_patches_that_are_folded_into_the_batch_are_no_frames(tmp_path, monkeypatch):
    (tmp_path / "folded.py").write_text(FOLDED)
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    found = operators.describe(build.network("folded", 56, (28, 28), 10, {}), 56)
    assert [operator["role"] for operator in found] == ["other", "output"]


@pytest.mark.parametrize("unusual", ["attention"], indirect=True)
def test_a_neuron_on_tokens_is_their_mean(unusual):
    network, found = unusual
    tokens = network.embed(unfold(frames(), 7, stride=7).mT)  # (6, 64, 16)
    reached = operators.activations(network, found["embed"], frames())
    torch.testing.assert_close(reached, tokens.mean(dim=1))


@pytest.mark.parametrize("unusual", ["rows"], indirect=True)
def test_a_channel_of_a_convolution_over_rows_is_the_middle_of_its_map(unusual):
    network, found = unusual
    reached = operators.activations(network, found["1"], frames())
    torch.testing.assert_close(reached, network[1](frames().squeeze(1))[:, :, 26])


@pytest.mark.parametrize("unusual", ["twice"], indirect=True)
def test_an_operator_that_is_used_twice_counts_at_its_first_use(unusual):
    network, found = unusual
    reached = operators.activations(network, found["3.0"], frames())
    torch.testing.assert_close(reached, network[:3](frames()) @ network[3][0].weight.mT + network[3][0].bias)
