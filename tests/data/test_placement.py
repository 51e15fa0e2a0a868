import pytest
import torch

from shiftlab.data import placement
from shiftlab.figures import tiles


def garments(height=28, width=28):
    # No pixel is black, so that a garment cut at the edge would show.
    generator = torch.Generator().manual_seed(0)
    return torch.randint(1, 256, (3, height, width), generator=generator, dtype=torch.uint8)


@pytest.mark.parametrize(("frame", "shape"), [(56, (28, 28)), (48, (20, 32)), (28, (28, 28))])
def test_every_window_is_the_garment_pasted_at_its_offset(frame, shape):
    """The zero-copy view against the plain way, at every offset there is."""
    images = garments(*shape)
    views = placement.windows(images, frame)
    rows, columns = placement.offset_counts(frame, shape)
    assert views.shape == (3, rows, columns, frame, frame)
    grid = torch.cartesian_prod(torch.arange(rows), torch.arange(columns))
    for index in range(len(images)):
        frames = placement.place(views, torch.full((len(grid),), index), grid)
        pasted = tiles.place(images[index].expand(len(grid), -1, -1).numpy(), grid.numpy(), frame)
        assert torch.equal(frames, torch.from_numpy(pasted))
        # As a GPU takes them.
        assert torch.equal(frames, views[index, rows - 1 - grid[:, 0], columns - 1 - grid[:, 1]])


def test_windows_copy_nothing_but_the_strip():
    views = placement.windows(garments(), 56)
    assert views.untyped_storage().nbytes() == 28 * 56 + 28 + 3 * 56 * 56


def test_uniform_offsets_reach_all_841_alike():
    draws = 841 * 200
    offsets = placement.draw_offsets(draws, "uniform", (29, 29), torch.Generator().manual_seed(0))
    counts = torch.bincount(offsets[:, 0] * 29 + offsets[:, 1], minlength=841)
    assert offsets.min() == 0 and offsets.max() == 28
    # Chi-squared with 840 degrees of freedom: mean 840, standard deviation 41.
    assert ((counts - 200) ** 2 / 200).sum() < 840 + 5 * 41


def test_center_is_14_14():
    offsets = placement.draw_offsets(5, "center", (29, 29), torch.Generator())
    assert offsets.tolist() == [[14, 14]] * 5


def test_normalisation_is_that_of_the_notebook():
    frames = torch.tensor([[[0, 255], [51, 102]]], dtype=torch.uint8)
    expected = (torch.tensor([[[[0.0, 1.0], [0.2, 0.4]]]]) - 0.1307) / 0.3081
    torch.testing.assert_close(placement.normalise(frames, 0.1307, 0.3081), expected)
