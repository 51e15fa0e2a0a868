import json

import pytest
import torch
from torch import nn
from torch.nn import functional

from shiftlab.benchmark import notebook
from shiftlab.networks import build, check, contract, trained
from tests.conftest import documented_networks


def saved(network, run, folder):
    """Save a network and its record into a folder; return the paths of both."""
    files = folder / "weights.safetensors", folder / "training.json"
    files[1].write_text(json.dumps(run | {"weights_sha256": trained.save(network, files[0])}))
    return files


def frames(count=6):
    return torch.randn(count, 1, 56, 56, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("name", notebook.NETWORKS)
@pytest.mark.parametrize("mode", ["train", "eval"])
def test_is_the_notebook_s_network(name, mode):
    """The same parameters and draws give the same scores and the same gradients."""
    ours, theirs = build.network(name, 56, (28, 28), 10, {}), notebook.NETWORKS[name](56, 10)
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


def test_a_saved_network_comes_back_to_the_bit(tmp_path):
    network = build.network("two_conv_two_full", 56, (28, 28), 10, {}).eval()
    network.to(memory_format=torch.channels_last)
    run = dict(zip(build.FACTS, ["two_conv_two_full", 56, [28, 28], 10, {}]))
    files = saved(network, run, tmp_path)
    again, _ = trained.load(*files, torch.device("cpu"))
    assert torch.equal(network(frames()), again(frames()))


def test_an_option_goes_to_the_function_that_takes_it():
    network = build.network("scattering_two_full", 32, (28, 28), 10, {"hidden": 7, "scales": 2, "angles": 4})
    assert network.fc1.weight.shape == (7, 1 + 8 + 16)


@pytest.mark.parametrize("frame", [28, 41, 64])
@pytest.mark.parametrize("architecture", sorted(path.stem for path in contract.FOLDER.glob("*.py")))
def test_every_architecture_can_be_built_for_other_frames_and_classes(architecture, frame):
    check.operators(architecture, frame, (28, 28), 3, {})


def test_the_documented_network_can_be_built(tmp_path, monkeypatch):
    """The other example there, with a front end, is built whole in tests/workflow/test_own_network.py."""
    (tmp_path / "my_net.py").write_text(documented_networks()[0])
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    assert check.operators("my_net", 56, (28, 28), 10, {"width": 80})[0]["shape"] == [80, 56 * 56]


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
    found = check.operators("lazy", 56, (28, 28), 10, {})
    assert [operator["shape"] for operator in found] == [[7, inputs], [10, 7]]
    torch.manual_seed(1)
    network = build.network("lazy", 56, (28, 28), 10, {})
    assert network.training  # or its dropout would never drop anything
    run = dict(zip(build.FACTS, ["lazy", 56, [28, 28], 10, {}]))
    again, _ = trained.load(*saved(network, run, tmp_path), torch.device("cpu"))
    frames = torch.rand(3, 1, 56, 56)
    assert torch.equal(network.eval()(frames), again(frames))


def test_a_global_average_is_invariant_to_a_move_by_whole_cells_of_its_grid():
    """Two poolings make cells of 4 pixels; a garment far from the border of a black frame may move by one."""
    torch.manual_seed(0)
    network = build.network("conv_global_pool", 64, (28, 28), 10, {}).eval()
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
    blurred = build.network("two_conv_two_full_blur", 56, (28, 28), 10, {"channels": 6}).pool1
    steps = torch.arange(12.0).remainder(4).div(2).floor().repeat(1, 6, 12, 1)  # stripes of two pixels
    moved = steps.roll(1, dims=3)

    def change(pool):
        return (pool(steps) - pool(moved))[..., 1:-1].abs().max()

    assert change(blurred) < change(nn.MaxPool2d(2)) / 1.9
    assert blurred(steps).shape == nn.MaxPool2d(2)(steps).shape == (1, 6, 6, 6)
