"""Moduli of wavelet coefficients, then moduli of the Fourier modes of each resulting map, then a perceptron.

Scattering averages each map |x * psi| over the frame, which keeps only its mode of frequency 0. This front
end keeps the modulus of every low-frequency mode. These moduli are as invariant as the mean, and preserve how
a garment's edges are distributed, which averaging discards.
"""

from collections import OrderedDict

import torch
from torch import nn
from torch.fft import fft, fft2, ifft2, rfft

from shiftlab.networks import front_ends
from shiftlab.networks.scattering import modulus, morlets

CHUNK = 8  # frames at a time; their largest maps take 6 MB


class WaveletFourier(nn.Module):
    """Frames, float32 (N, 1, F, F), -> |FFT of |x * psi|| at low frequencies, float32 (N, wavelets * modes).

    modes: those with at most `fastest` cycles per frame, one of each pair k, -k: 57 for 6 cycles.
    """

    def __init__(self, frame, scales, angles, fastest):
        super().__init__()
        self.register_buffer("wavelets", morlets(frame, scales, angles).flatten(0, 1), persistent=False)
        self.fastest, down, across = fastest, range(-fastest, fastest + 1), range(fastest + 1)
        half = [(y, x) for y in down for x in across if (x, y) >= (0, 0) and y**2 + x**2 <= fastest**2]
        self.register_buffer("modes", torch.tensor(half) % frame, persistent=False)  # (modes, 2)

    def forward(self, frames):
        return front_ends.by_chunks(self._features, frames, CHUNK)

    def _features(self, frames):
        maps = modulus(ifft2(fft2(frames) * self.wavelets))  # (N, scales * angles, F, F)
        # Of the transform across, only the slow modes go on, which halves the time of both.
        slow = rfft(maps, norm="ortho")[..., : self.fastest + 1]  # (N, scales * angles, F, fastest + 1)
        y, x = self.modes.T
        return modulus(fft(slow, dim=2, norm="ortho")[:, :, y, x]).flatten(1)  # (N, scales * angles * modes)


def front_end(frame, scales=4, angles=8, fastest=6):
    """Return the front end: (N, 1, frame, frame) -> (N, 1824) for 4 scales, 8 angles and 6 cycles."""
    return WaveletFourier(frame, scales, angles, fastest)


def build(features, classes, hidden=512, dropout=0.5):
    """Return the perceptron: (N, features) -> (N, classes) logits; `hidden` neurons with dropout."""
    return nn.Sequential(
        OrderedDict(
            fc1=nn.Linear(features, hidden),
            relu=nn.ReLU(),
            dropout=nn.Dropout(dropout),
            fc2=nn.Linear(hidden, classes),
        )
    )
