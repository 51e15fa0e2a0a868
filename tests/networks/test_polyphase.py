"""Adaptive polyphase sampling, and the network whose every stage commutes with shifts on the torus."""

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy, max_pool2d

from shiftlab.data import datasets, download, placement
from shiftlab.networks import polyphase
from tests.conftest import DATA
from tests.networks.architectures import functions_of

NORMALISATION = {"mean": 0.1307, "std": 0.3081}


def maps(count=8, side=12):
    return torch.randn(count, 5, side, side, generator=torch.Generator().manual_seed(0)).relu()


def garments(part="test", frame=56):
    """Return the tiny frames.Garments in their frames."""
    images, labels = (download.find(DATA, file, "") for file in (f"{part}_images", f"{part}_labels"))
    return datasets.load(images, labels, 10, frame, torch.device("cpu"))


def sampled(inputs):
    """Maps of half the resolution."""
    return max_pool2d(polyphase.AlignGrid()(inputs), 2)


def test_sampling_commutes_with_every_shift_on_the_torus():
    """The sampled maps of moved maps are those of the maps, moved; for each map by some shift of its own."""
    here = sampled(maps())
    for dy in range(12):
        for dx in range(12):
            moved = sampled(maps().roll((dy, dx), (2, 3)))
            # A shift by an odd number of pixels rounds up or down, with the grid that the map keeps.
            shifts = [(y, x) for y in (dy // 2, (dy + 1) // 2) for x in (dx // 2, (dx + 1) // 2)]
            for one, other in zip(moved, here):
                assert any(torch.equal(one, other.roll(shift, (1, 2))) for shift in shifts)


def test_the_grid_of_largest_norm_is_moved_to_even_rows_and_columns():
    inputs = torch.full((1, 2, 6, 6), 0.1)
    inputs[0, 1, 3, 4] = -1
    assert torch.equal(polyphase.AlignGrid()(inputs), inputs.roll(-1, 2))
    norms = polyphase.grid_norms(inputs) * polyphase.QUANTUM
    torch.testing.assert_close(norms, torch.tensor([[[1.8, 1.8], [2.7, 1.8]]]))


def test_norms_do_not_depend_on_the_order_of_a_sum():
    """Values of very different sizes, whose sum in float32 depends on the order."""
    inputs = maps(50, 56) * torch.logspace(-3, 3, 56)
    backwards = inputs.flip(2, 3)  # rows 0, 2, ... become rows 55, 53, ...
    assert torch.equal(polyphase.grid_norms(backwards), polyphase.grid_norms(inputs).flip(1, 2))
    in_float = inputs[:, :, ::2, ::2].sum(dim=(1, 2, 3)) - backwards[:, :, 1::2, 1::2].sum(dim=(1, 2, 3))
    assert in_float.abs().max() > 0


@pytest.mark.parametrize("margin", [1, 2])
def test_a_convolution_of_wrapped_maps_is_circular(margin):
    size = 2 * margin + 1
    circular = nn.Conv2d(5, 3, size, padding=margin, padding_mode="circular")
    plain = nn.Conv2d(5, 3, size)
    plain.load_state_dict(circular.state_dict())
    torch.testing.assert_close(plain(polyphase.Wrap(margin)(maps())), circular(maps()))


def test_the_gradient_is_that_of_small_steps():
    inputs = maps(2, 6).double().requires_grad_()
    assert torch.autograd.gradcheck(polyphase.AlignGrid(), inputs)


@pytest.mark.parametrize(("side", "expected"), [(28, 32), (41, 48), (56, 56)])
def test_a_frame_is_enlarged_by_background(side, expected):
    frames = torch.rand(2, 1, side, side, generator=torch.Generator().manual_seed(0)) - 0.5
    larger = polyphase.Torus(8)(frames)
    assert larger.shape == (2, 1, expected, expected)
    assert torch.equal(larger[:, :, :side, :side], frames)
    for one, frame in zip(larger, frames):
        assert (one[:, side:] == frame.min()).all() and (one[:, :, side:] == frame.min()).all()


def trained(rule, steps=0):
    """Return conv_invariant after some steps on batches of 100 tiny garments placed by `rule`; the losses."""
    torch.manual_seed(1)
    network = functions_of("conv_invariant").build(56, 10, channels=8)
    network = network.to(memory_format=torch.channels_last)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.1, momentum=0.9)
    data, generator, losses = garments("train"), torch.Generator().manual_seed(1), []
    order = torch.randperm(400, generator=generator)
    offsets = data.draw_offsets(rule, generator)
    for batch in order.split(100)[:steps]:
        scores = network(data.inputs(batch, offsets[batch], NORMALISATION))
        loss = cross_entropy(scores, data.labels[batch])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return network.eval(), losses


@pytest.mark.parametrize("steps", [0, 4])
def test_scores_are_the_same_at_every_offset(steps):
    """Of some real garments, before and after training, at offsets of all kinds of parity."""
    network, data = trained("uniform", steps)[0], garments()
    offsets = torch.cartesian_prod(torch.arange(0, 29, 3), torch.arange(29))
    for garment in (0, 40, 199):
        index = torch.full((len(offsets),), garment)
        with torch.no_grad():
            scores = network(data.inputs(index, offsets, NORMALISATION))
        torch.testing.assert_close(scores, scores[:1].expand_as(scores), atol=1e-5, rtol=0)


@pytest.mark.parametrize("frame", [28, 41, 64])
def test_scores_are_the_same_in_frames_of_any_side(frame):
    torch.manual_seed(0)
    network = functions_of("conv_invariant").build(frame, 10, channels=8).eval()
    small = garments().windows.new_zeros(1, 17, 20).random_(generator=torch.Generator().manual_seed(0))
    views = placement.windows(small, frame)
    rows, columns = placement.offset_counts(frame, (17, 20))
    offsets = torch.cartesian_prod(torch.arange(0, rows, 3), torch.arange(0, columns))
    frames = placement.place(views, torch.zeros(len(offsets), dtype=int), offsets)
    with torch.no_grad():
        scores = network(placement.normalise(frames, **NORMALISATION))
    torch.testing.assert_close(scores, scores[:1].expand_as(scores), atol=1e-5, rtol=0)


def test_training_on_centered_frames_changes_nothing():
    """The losses of an epoch are those of training on frames at random offsets, within rounding."""
    centered, uniform = (torch.tensor(trained(rule, 4)[1]) for rule in ("center", "uniform"))
    torch.testing.assert_close(centered, uniform, atol=0, rtol=1e-4)
    assert centered.unique().numel() == 4


def test_black_frames_and_single_pixels_have_scores():
    network = trained("center", 2)[0]
    frames = torch.full((2, 1, 56, 56), -0.4242)
    frames[1, 0, 13, 20] = 2.8
    scores = network(frames.requires_grad_())
    scores.sum().backward()
    assert scores.isfinite().all() and frames.grad.isfinite().all()
