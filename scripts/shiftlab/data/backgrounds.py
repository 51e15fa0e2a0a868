"""What is behind a garment in its frame: black, noise, or clutter.

A background is what the configuration says: "black", {"noise": standard deviation} or "clutter". Noise is
Gaussian, in grey levels of [0, 1]; it is added to every pixel of the frame, and the sum is clipped. Clutter
is PATCHES square patches of training garments, each at a random place outside the garment's rectangle; where
patches overlap, the lighter pixel counts.
"""

from typing import NamedTuple

import torch

PATCHES = 8  # in each frame


class Background(NamedTuple):
    """A background other than black, and what it takes to draw it."""

    noise: float  # standard deviation, in grey levels of [0, 1]
    patches: torch.Tensor | None  # uint8 (P, s, s)

    def add(self, frames, offsets, garment, generator):
        """Return frames, uint8 (B, F, F), in front of a background drawn with `generator`.

        offsets: int64 (B, 2), of the garments. garment: their (height, width). All on one device.
        """
        if self.patches is not None:
            frames = _cluttered(frames, offsets, garment, self.patches, generator)
        if self.noise:
            noise = torch.randn(frames.shape, generator=generator, device=frames.device)
            frames = (frames + 255 * self.noise * noise).round().clamp(0, 255).to(torch.uint8)
        return frames


def from_settings(background, patches=None):
    """Return the Background that the configuration describes; None for black, which takes no drawing.

    patches: uint8 (P, s, s), for clutter.
    """
    match background:
        case "black":
            return None
        case "clutter":
            return Background(0, patches)
        case {"noise": noise}:
            return Background(noise, None)


def _cluttered(frames, offsets, garment, patches, generator):
    """Put patches into frames; arguments as of Background.add."""
    (batch, side, _), patch = frames.shape, patches.shape[1]
    places = torch.arange(side - patch + 1, device=frames.device)
    # Whether a patch at row y, or at column x, shares rows or columns with the garment.
    rows, columns = (
        (places > offset - patch) & (places < offset + size)
        for offset, size in zip(offsets.T[:, :, None], garment)
    )  # (B, F - s + 1) each
    free = ~(rows[:, :, None] & columns[:, None, :])  # (B, F - s + 1, F - s + 1)
    drawn = torch.multinomial(free.flatten(1).float(), PATCHES, replacement=True, generator=generator)
    corners = drawn // len(places) * side + drawn % len(places)  # (B, PATCHES), of the flat frame
    within = torch.arange(patch, device=frames.device)
    pixels = corners[:, :, None, None] + within[:, None] * side + within  # (B, PATCHES, s, s)
    which = torch.randint(len(patches), (batch, PATCHES), generator=generator, device=frames.device)
    values = patches[which].flatten(1)  # (B, PATCHES s s)
    flat = frames.flatten(1).scatter_reduce(1, pixels.flatten(1), values, "amax")
    return flat.view_as(frames)
