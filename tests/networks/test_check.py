import pytest

from shiftlab.jobs.errors import UserError
from shiftlab.networks import check, contract
from tests.networks.unusual import NETWORKS


def refusal(tmp_path, monkeypatch, code):
    """Return the refusal of an architecture's file."""
    (tmp_path / "broken.py").write_text(f"import torch\nfrom torch import nn\n\n{code}")
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    with pytest.raises(UserError) as raised:
        check.operators("broken", 56, (28, 28), 10, {})
    return str(raised.value).removeprefix("scripts/architectures/broken.py: ")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("return nn.Linear(3, 10)", "given an input of shape (2, 1, 56, 56): RuntimeError: mat1 and mat2"),
        ("return 1 / 0", "line 5: ZeroDivisionError: division by zero"),
        (
            "return nn.Sequential(nn.Flatten(), nn.Linear(3136, 50))",
            "frames of shape (2, 1, 56, 56) give scores of shape (2, 50), not (2, 10)",
        ),
        (
            "return nn.LSTM(56, 10)",
            "given an input of shape (2, 1, 56, 56): ValueError: LSTM: Expected",
        ),
        ("return 10", "build returns int, not a torch.nn.Module"),
        (
            "return nn.Sequential(nn.AdaptiveAvgPool2d((1, 10)), nn.Flatten())",
            "has no parameters, so there is nothing to train",
        ),
    ],
)
def test_a_network_that_cannot_be_is_a_user_s_error(tmp_path, monkeypatch, body, complaint):
    said = refusal(tmp_path, monkeypatch, f"def build(frame, classes):\n    {body}\n")
    assert said.startswith(complaint)


WITH_A_LAST_STEP = """
class Network(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.last = nn.Linear(56 * 56, classes)

    def forward(self, x):
        x = self.last(x.flatten(1))
        return {step}


def build(frame, classes):
    return Network(classes)
"""


@pytest.mark.parametrize(
    ("step", "complaint"),
    [
        ("x - x.mean(0)", "the scores of a frame differ between a batch of two and the frame alone"),
        ("x + torch.rand(10)", "the scores of a frame differ between a batch of two and the frame alone"),
        ("x.squeeze()", "frames of shape (1, 1, 56, 56) give scores of shape (10,), not (1, 10)"),
        ("x.view(7, 3) if self.training else x", "line 12: given an input of shape (2, 1, 56, 56): Runtime"),
        ("x / (x - x)", "its scores are not finite numbers, even before training"),
        ("x.log()", "its scores are not finite numbers, even before training"),
    ],
)
def test_scores_are_finite_and_those_of_each_frame(tmp_path, monkeypatch, step, complaint):
    assert refusal(tmp_path, monkeypatch, WITH_A_LAST_STEP.format(step=step)).startswith(complaint)


@pytest.mark.parametrize("name", NETWORKS)
def test_an_unusual_network_is_accepted(tmp_path, monkeypatch, name):
    (tmp_path / f"{name}.py").write_text(NETWORKS[name])
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    assert check.operators(name, 56, (28, 28), 10, {})


@pytest.mark.parametrize(
    ("functions", "complaint"),
    [
        ("def build(frame): ...", "build(frame) is called as build(frame, classes, **options)"),
        ("def construct(): ...", "has no function build(frame, classes, **options)"),
        (
            "def build(classes): ...\ndef front_end(frame): ...",
            "build(classes) is called as build(features, classes, **options)",
        ),
        (
            "def build(features, classes): ...\ndef front_end(): ...",
            "front_end() is called as front_end(frame, **options)",
        ),
    ],
)
def test_a_function_that_cannot_be_called_says_how_it_is_called(tmp_path, monkeypatch, functions, complaint):
    assert refusal(tmp_path, monkeypatch, functions) == complaint


@pytest.mark.parametrize(
    ("made", "complaint"),
    [
        ("nn.Flatten()", "its front end is not invariant to the offset: its features change by "),
        (
            "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1, 5))",
            "its front end has parameters, but a front end is not trained",
        ),
        ("nn.Flatten(2)", "two frames give features of shape (2, 1, 3136), not (2, features) or (2, C, "),
        ("nn.Flatten(0)", "two frames give features of shape (6272,), not (2, features)"),
        ("int('x')", "line 6: ValueError: "),
    ],
)
def test_a_front_end_that_is_none_is_a_user_s_error(tmp_path, monkeypatch, made, complaint):
    functions = "def build(features, classes): return nn.Linear(features, classes)\n"
    functions += f"def front_end(frame):\n    return {made}\n"
    assert refusal(tmp_path, monkeypatch, functions).startswith(complaint)


@pytest.mark.filterwarnings("ignore:Initializing zero-element tensors")
@pytest.mark.parametrize(
    ("hidden", "complaint"),
    [(-1, ""), ("many", "line 17: TypeError"), (0, r"fc1.weight has shape \(0, 3136\); no size may be 0")],
)
def test_an_option_that_build_refuses_is_a_user_s_error(hidden, complaint):
    with pytest.raises(UserError, match=rf"two_full\.py: {complaint}"):
        check.operators("two_full", 56, (28, 28), 10, {"hidden": hidden})


PERCEPTRON = "def build(frame, classes): return nn.Sequential(nn.Flatten(), nn.Linear(frame**2, classes))\n"


def test_a_network_that_says_it_is_invariant_and_is_not_is_refused(tmp_path, monkeypatch):
    said = refusal(tmp_path, monkeypatch, f"INVARIANT = True\n{PERCEPTRON}")
    assert said.startswith("its network is not invariant to the offset: its scores change by ")
    assert contract.is_invariant("broken")
    (tmp_path / "open.py").write_text(f"from torch import nn\nINVARIANT = False\n{PERCEPTRON}")
    assert not contract.is_invariant("open") and check.operators("open", 56, (28, 28), 10, {})


def test_garments_reach_a_function_that_takes_their_size(tmp_path, monkeypatch):
    code = "def build(frame, classes, garment, width=3):\n    raise ValueError(f'{garment} in {frame}')\n"
    assert refusal(tmp_path, monkeypatch, code) == "line 5: ValueError: (28, 28) in 56"
    assert contract.functions("broken") == {"build": ["width"]}
