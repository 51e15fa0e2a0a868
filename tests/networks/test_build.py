import json

import pytest
import torch
from torch import nn
from torch.nn import functional

from shiftlab.benchmark import notebook
from shiftlab.jobs.errors import UserError
from shiftlab.networks import build, check, contract, frame_linear, operators, trained
from shiftlab.training import devices
from tests.conftest import readme_examples


def frames(count=6):
    return torch.randn(count, 1, 56, 56, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("name", notebook.NETWORKS)
@pytest.mark.parametrize("mode", ["train", "eval"])
def test_is_the_notebook_s_network(name, mode):
    """The same parameters and draws give the same scores and the same gradients."""
    ours, theirs = build.network(name, 56, 10, {}), notebook.NETWORKS[name](56, 10)
    theirs.load_state_dict(ours.state_dict())
    ours = ours.to(memory_format=torch.channels_last)
    results = []
    for network in (ours, theirs):
        getattr(network, mode)()
        torch.manual_seed(0)
        scores = network(frames())
        functional.cross_entropy(scores, torch.arange(6)).backward()
        results.append([scores, *(parameter.grad for parameter in network.parameters())])
    for one, other in zip(*results, strict=True):
        torch.testing.assert_close(one, other, atol=1e-6, rtol=1e-4)


def test_operators_are_those_of_the_cnn_in_order():
    found = operators.describe(build.network("two_conv_two_full", 56, 10, {}), 56)
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
    cnn = operators.describe(build.network("two_conv_two_full", 56, 10, {}), 56)
    assert not any(operator["sees_frame"] for operator in cnn)


def test_a_hook_ends_the_pass_at_the_operator_and_is_removed():
    network = build.network("two_full", 56, 10, {})
    output = operators.output_of(network, "fc1", frames())
    torch.testing.assert_close(output, network.fc1(frames()))
    assert network(frames()).shape == (6, 10)


@pytest.mark.parametrize("avx512", [True, False])
def test_a_full_layer_on_the_frame_is_linear_on_its_pixels(monkeypatch, avx512):
    """Values and gradients of all three, in both ways of computing them."""
    monkeypatch.setattr(frame_linear, "AVX512", avx512)
    layer, plain = frame_linear.FrameLinear(56 * 56, 7), nn.Linear(56 * 56, 7)
    plain.load_state_dict(layer.state_dict())
    for precision, tolerance in {"float32": 1e-5, "bfloat16": 1e-2}.items():
        one, other = (frames().requires_grad_() for _ in range(2))
        with devices.arithmetic(precision, torch.device("cpu")):
            results = layer(one), plain(other.flatten(1))
        for result in results:
            result.square().sum().backward()
        assert results[0].dtype == results[1].dtype
        for ours, theirs in zip(
            (results[0], one.grad, layer.weight.grad, layer.bias.grad),
            (results[1], other.grad, plain.weight.grad, plain.bias.grad),
        ):
            torch.testing.assert_close(ours, theirs, atol=tolerance * theirs.abs().max().item(), rtol=0)
        layer.zero_grad(), plain.zero_grad()


def test_a_saved_network_comes_back_to_the_bit(tmp_path):
    import json

    network = build.network("two_conv_two_full", 56, 10, {}).to(memory_format=torch.channels_last).eval()
    run = {"architecture": "two_conv_two_full", "frame": 56, "classes": 10, "options": {}}
    trained.save(network, tmp_path / "weights.safetensors")
    (tmp_path / "training.json").write_text(json.dumps(run))
    files = tmp_path / "weights.safetensors", tmp_path / "training.json"
    again, _ = trained.load(*files, torch.device("cpu"))
    assert torch.equal(network(frames()), again(frames()))


def refusal(tmp_path, monkeypatch, code):
    """Return the refusal of an architecture's file."""
    (tmp_path / "broken.py").write_text(f"import torch\nfrom torch import nn\n\n{code}")
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    with pytest.raises(UserError) as raised:
        check.operators("broken", 56, 10, {})
    return str(raised.value).removeprefix("scripts/architectures/broken.py: ")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("return nn.Linear(3, 10)", "RuntimeError: "),
        ("return 1 / 0", "line 5: ZeroDivisionError: division by zero"),
        ("return nn.Flatten()", "two frames give scores of shape (2, 3136), not (2, 10)"),
        ("return nn.LSTM(56, 10)", "ValueError: LSTM: Expected input"),
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


@pytest.mark.parametrize(
    ("made", "complaint"),
    [
        ("nn.Flatten()", "its front end is not invariant to the offset: its features change by "),
        (
            "nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1, 5))",
            "its front end has parameters, but a front end is not trained",
        ),
        ("nn.AdaptiveAvgPool2d(1)", "two frames give features of shape (2, 1, 1, 1), not (2, features)"),
        ("nn.Flatten(0)", "two frames give features of shape (6272,), not (2, features)"),
        ("int('x')", "line 6: ValueError: "),
    ],
)
def test_a_front_end_that_is_none_is_a_user_s_error(tmp_path, monkeypatch, made, complaint):
    functions = "def build(features, classes): return nn.Linear(features, classes)\n"
    functions += f"def front_end(frame):\n    return {made}\n"
    assert refusal(tmp_path, monkeypatch, f"{functions}").startswith(complaint)


def test_an_option_goes_to_the_function_that_takes_it():
    network = build.network("scattering_two_full", 32, 10, {"hidden": 7, "scales": 2, "angles": 4})
    assert network.fc1.weight.shape == (7, 1 + 8 + 16)


@pytest.mark.parametrize("frame", [28, 41, 64])
@pytest.mark.parametrize("architecture", sorted(path.stem for path in contract.FOLDER.glob("*.py")))
def test_every_architecture_can_be_built_for_other_frames_and_classes(architecture, frame):
    check.operators(architecture, frame, 3, {})


def test_the_network_that_the_readme_begins_with_can_be_built(tmp_path, monkeypatch):
    """The other example there, with a front end, is built whole in tests/workflow/test_own_network.py."""
    (tmp_path / "my_net.py").write_text(readme_examples()[0])
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    assert check.operators("my_net", 56, 10, {"width": 80})[0]["shape"] == [80, 56 * 56]


LAZY = """
from torch import nn


def build(frame, classes):
    return nn.Sequential(nn.Flatten(), nn.LazyLinear(7), nn.ReLU(), nn.Dropout(), nn.LazyLinear(classes))
"""
LAZY_HEAD = """
from torch import nn


def front_end(frame):
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())


def build(features, classes):
    return nn.Sequential(nn.LazyLinear(7), nn.ReLU(), nn.LazyLinear(classes))
"""


@pytest.mark.parametrize(("code", "inputs"), [(LAZY, 56 * 56), (LAZY_HEAD, 1)])
def test_lazy_layers_get_their_sizes_from_the_frame(tmp_path, monkeypatch, code, inputs):
    (tmp_path / "lazy.py").write_text(code)
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    assert [operator["shape"] for operator in check.operators("lazy", 56, 10, {})] == [[7, inputs], [10, 7]]
    torch.manual_seed(1)
    network = build.network("lazy", 56, 10, {})
    assert network.training  # or its dropout would never drop anything
    trained.save(network, tmp_path / "weights.safetensors")
    run = {"architecture": "lazy", "frame": 56, "classes": 10, "options": {}}
    (tmp_path / "training.json").write_text(json.dumps(run))
    again, _ = trained.load(tmp_path / "weights.safetensors", tmp_path / "training.json", torch.device("cpu"))
    frames = torch.rand(3, 1, 56, 56)
    assert torch.equal(network.eval()(frames), again(frames))


def test_a_global_average_is_invariant_to_a_move_by_whole_cells_of_its_grid():
    """Two poolings make cells of 4 pixels; a garment far from the border of a black frame may move by one."""
    torch.manual_seed(0)
    network = build.network("conv_global_pool", 64, 10, {}).eval()
    garment = torch.rand(28, 28)
    frames = torch.zeros(3, 1, 64, 64)
    for frame, begin in zip(frames, (16, 20, 17)):
        frame[0, begin : begin + 28, 16:44] = garment
    with torch.no_grad():
        here, by_a_cell, by_a_pixel = network(frames)
    torch.testing.assert_close(by_a_cell, here, atol=1e-6, rtol=1e-5)
    assert (by_a_pixel - here).abs().max() > 1e-4


def test_blurred_pooling_takes_away_what_a_coarser_grid_cannot_hold():
    """Stripes of one pixel are grey after it, wherever they begin; maxima alone make them black or white."""
    blurred = build.network("two_conv_two_full_blur", 56, 10, {"channels": 6}).pool1
    steps = torch.arange(12.0).remainder(4).div(2).floor().repeat(1, 6, 12, 1)  # stripes of two pixels
    moved = steps.roll(1, dims=3)

    def change(pool):
        return (pool(steps) - pool(moved))[..., 1:-1].abs().max()

    assert change(blurred) < change(nn.MaxPool2d(2)) / 1.9
    assert blurred(steps).shape == nn.MaxPool2d(2)(steps).shape == (1, 6, 6, 6)


@pytest.mark.filterwarnings("ignore:Initializing zero-element tensors")
@pytest.mark.parametrize(
    ("hidden", "complaint"),
    [(-1, ""), ("many", "line 18: TypeError"), (0, r"fc1.weight has shape \(0, 3136\); no size may be 0")],
)
def test_an_option_that_build_refuses_is_a_user_s_error(hidden, complaint):
    with pytest.raises(UserError, match=rf"two_full\.py: {complaint}"):
        check.operators("two_full", 56, 10, {"hidden": hidden})
