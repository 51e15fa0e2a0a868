"""What breaks equivariance, on real garments: small networks whose distances are known by construction."""

import pytest
import torch
from torch import nn

from shiftlab.analysis import equivariance
from shiftlab.data import datasets
from shiftlab.networks import build, contract, operators
from tests.networks.unusual import NETWORKS
from tests.training.test_loop import RUN, path


@pytest.fixture(scope="module")
def garments():
    """The 200 tiny test garments."""
    return datasets.load(path("test_images"), path("test_labels"), 10, 56, "cpu")


def measured(network, garments, frame=56):
    """Return {operator: (stride, the distance at each shift)}."""
    found = {}
    described = operators.describe(network.eval(), frame)
    for row in equivariance.measure(network, described, garments, RUN["normalisation"]):
        stride, distances = found.setdefault(row["operator"], (row["stride"], []))
        assert (row["stride"], row["shift"]) == (stride, len(distances))
        distances.append(row["distance"])
    return found


def broken(distances):
    """Return the shifts at which features do not move along; at the others, they do up to rounding."""
    assert all(distance < 1e-5 or distance > 0.05 for distance in distances)
    return [shift for shift, distance in enumerate(distances) if distance > 0.05]


def network(*layers):
    """Return a network that ends with these layers, a global average and a linear operator."""
    torch.manual_seed(0)
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.LazyLinear(10))


def convolution(channels, **options):
    return nn.Conv2d(channels, 6, 5, **options)


@pytest.mark.parametrize("padding", [{}, {"padding": 2}, {"padding": 2, "padding_mode": "reflect"}])
def test_each_halving_breaks_equivariance_unless_the_shift_is_a_multiple(garments, padding):
    found = measured(
        network(
            *(convolution(1, **padding), nn.ReLU(), convolution(6, **padding), nn.MaxPool2d(2), nn.ReLU()),
            *(convolution(6, **padding), nn.MaxPool2d(2), convolution(6, **padding)),
        ),
        garments,
    )
    assert {name: stride for name, (stride, _) in found.items()} == {
        "0": 1,
        "2": 1,
        "5": 2,
        "7": 4,
        "10": None,
    }
    assert [broken(found[name][1]) for name in "0257"] == [[], [], [1, 3, 5, 7], [1, 2, 3, 5, 6, 7]]


@pytest.mark.parametrize("stride", [2, 3, 7])
def test_a_stride_is_that_of_the_map_whatever_is_lost_at_the_border(garments, stride):
    found = measured(network(convolution(1, stride=stride), nn.Conv2d(6, 6, 4)), garments)
    multiples = [shift for shift in range(1, 9) if shift % stride]
    for name in "01":
        assert found[name][0] == stride and broken(found[name][1]) == multiples


class LargestGrid(nn.Module):
    """Of the four grids of every other pixel, that of the largest norm, for each frame."""

    def forward(self, maps):
        grids = torch.stack([maps[..., y::2, x::2] for y in (0, 1) for x in (0, 1)], dim=1)
        return grids[torch.arange(len(maps)), grids.flatten(2).norm(dim=2).argmax(dim=1)]


def test_circular_convolutions_with_adaptive_polyphase_sampling_are_not_broken(garments):
    """A garment's grid is rounded up or down; two garments may differ."""
    circular = {"padding": 2, "padding_mode": "circular"}
    found = measured(
        network(
            *(convolution(1, **circular), nn.ReLU(), LargestGrid(), convolution(6, **circular), nn.ReLU()),
            *(LargestGrid(), convolution(6, **circular)),
        ),
        garments,
    )
    assert [found[name][0] for name in "036"] == [1, 2, 4]
    assert [broken(found[name][1]) for name in ("0", "3", "6", "9")] == [[], [], [], []]


def inputs(garments, offset):
    """Return the frames of the garments that are compared, at an offset across."""
    chosen = datasets.choose(garments.labels, 5)
    return garments.inputs(chosen, torch.tensor([[14, offset]] * len(chosen)), RUN["normalisation"])


def test_the_distance_of_a_linear_operator_is_that_of_its_unmoved_features(garments):
    network = build.network("two_full", 56, (28, 28), 10, {}).eval()
    stride, distances = measured(network, garments)["fc1"]
    features = [network.fc1(inputs(garments, 14 + shift).flatten(1)).double() for shift in range(9)]
    spread = (features[0] - features[0].mean(dim=0)).norm()
    expected = [((moved - features[0]).norm() / spread).item() for moved in features]
    assert stride is None and distances == pytest.approx(expected, abs=1e-5)
    assert expected[8] > 0.5


class Mirrored(nn.Module):
    def forward(self, frames):
        return frames.flip(3)


def test_features_that_move_the_other_way_are_not_moved_along(garments):
    (stride, distances), _ = measured(network(Mirrored(), nn.Conv2d(1, 1, 1)), garments).values()
    still, moved = (inputs(garments, offset).flip(3).double() for offset in (14, 17))
    # All columns but the outermost on either side, and 8 that come in at the left.
    compared = still[..., 9:55]
    expected = (moved[..., 9:55] - still[..., 6:52]).norm() / (compared - compared.mean()).norm()
    assert stride == 1 and distances[3] == pytest.approx(expected.item(), rel=1e-5)
    assert expected > 0.5


class OneSize(nn.Module):
    def forward(self, frames):
        return frames.view(len(frames), 1, 56, 56)


class Pooled(nn.Module):
    def forward(self, frames):
        return nn.functional.adaptive_avg_pool2d(frames, 20)


@pytest.mark.parametrize("layers", [(OneSize(), convolution(1)), (Pooled(), convolution(1))])
def test_without_a_known_stride_there_is_only_the_shift_of_no_pixels(garments, layers):
    found = measured(network(*layers), garments)
    assert found["1"] == (None, [0.0]) and len(found["4"][1]) == 9


def test_a_map_with_too_few_columns_is_not_compared(garments):
    assert measured(network(nn.Conv2d(1, 6, 50)), garments)["0"] == (None, [0.0])


def test_a_frame_with_less_room_has_fewer_shifts(garments):
    narrow = datasets.load(path("test_images"), path("test_labels"), 10, 35, "cpu")
    found = measured(network(convolution(1), nn.MaxPool2d(2), convolution(6)), narrow, frame=35)
    assert [len(distances) for _, distances in found.values()] == [5, 5, 5]  # 3 of 7 pixels are to the left
    assert broken(found["2"][1]) == [1, 3]


def test_a_column_sees_the_border_if_it_sees_the_outermost_pixels():
    empty = torch.zeros(1, 1, 56, 56)
    padded = nn.Sequential(convolution(1, padding=2), nn.Conv2d(6, 6, 5, stride=2, padding=2))
    assert equivariance.borders(padded, "0", empty) == (3, 3)
    assert equivariance.borders(padded, "1", empty) == (3, 2)
    deep = nn.Sequential(nn.MaxPool2d(7, stride=7), *(nn.Conv2d(1, 1, 3, padding=1) for _ in range(4)))
    assert equivariance.borders(deep, "4", empty) == (2, 2)  # a third of 8 columns


@pytest.mark.parametrize("name", NETWORKS)
def test_unusual_networks_are_measured_too(garments, tmp_path, monkeypatch, name):
    (tmp_path / "mine.py").write_text(NETWORKS[name])
    monkeypatch.setattr(contract, "FOLDER", tmp_path)
    torch.manual_seed(0)
    found = measured(build.network("mine", 56, (28, 28), 10, {}), garments)
    assert {operator: stride for operator, (stride, _) in found.items()} == {
        "attention": dict.fromkeys(("embed", "encoder.linear1", "encoder.linear2", "head")),
        "lstm": {"head": None},
        "rows": {"5": None},
        "residual": {"0": 4, "1.one": 4, "1.other": 4, "4": None},
        "twice": dict.fromkeys(["1", "3.0", "5"]),
        "linear": {"1": None},
    }[name]
    assert all(len(distances) == 9 and distances[0] == 0 for _, distances in found.values())
