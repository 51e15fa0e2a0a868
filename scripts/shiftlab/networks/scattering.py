"""Wavelet scattering of order 2, averaged over a frame that counts as a torus: offset-invariant features.

With Morlet wavelets psi at scales 2^j and L angles, and * the circular convolution, a frame x becomes

    order 0    mean of x
    order 1    log of the mean of |x * psi_1|             for each wavelet psi_1
    order 2    log of the mean of ||x * psi_1| * psi_2|   for each psi_1 and each psi_2 of a coarser scale

where the mean is over all positions: 1 + J L + J (J - 1) / 2 L^2 features. Placing a garment elsewhere
shifts the frame on its torus, every convolution and modulus shifts along, and a mean does not change.

Scattering: J. Bruna and S. Mallat, "Invariant Scattering Convolution Networks" (IEEE TPAMI 35, 2013).
"""

import math

import torch
from torch import nn
from torch.fft import fft2, fftfreq, ifft2

from shiftlab.networks import front_ends

# The shape of the wavelets, as in M. Andreux et al., "Kymatio" (JMLR 21, 2020).
WIDTH = 0.8  # pixels: standard deviation of the envelope of scale 0
FREQUENCY = 0.75 * math.pi  # radians per pixel: the center of its spectrum
CHUNK = 2  # frames at a time: their largest maps are 3 MB
FLOOR = 1e-6  # under roots and logarithms, in grey levels of the normalised frame


def morlets(frame, scales, angles):
    """Return the Fourier transforms of Morlet wavelets on a torus: float32 (scales, angles, frame, frame).

    They are real. A Morlet wavelet is a Gaussian envelope times a plane wave, less as much of the envelope
    as makes its mean 0. Along the wave, the envelope of scale j is 2^j WIDTH wide, and across it angles / 4
    times that. The angles go from 0, a wave along x, through half a turn; frequencies are in fftfreq's order.
    """
    wavelets = []
    for scale in range(scales):
        width, frequency = WIDTH * 2**scale, FREQUENCY / 2**scale
        for angle in range(angles):
            theta = math.pi * angle / angles
            wave, envelope = (
                _gaussian(frame, theta, center, width, across=width * angles / 4) for center in (frequency, 0)
            )
            wavelets.append(wave - wave[0, 0] / envelope[0, 0] * envelope)
    return torch.stack(wavelets).unflatten(0, (scales, angles)).to(torch.float32)


def _gaussian(frame, theta, center, along, across):
    """Return the Fourier transform, float64 (frame, frame), of a Gaussian of these widths times a wave.

    theta: the direction of the wave, in radians. center: its frequency, in radians per pixel. A grid of
    pixels cannot tell a frequency from its aliases, so the transform is summed over them.
    """
    grid = 2 * math.pi * fftfreq(frame, dtype=torch.float64)
    aliases = grid[:, None] + 2 * math.pi * torch.arange(-2, 3)  # (F, 5)
    y, x = aliases[:, None, :, None], aliases[None, :, None, :]
    u = x * math.cos(theta) + y * math.sin(theta) - center  # (F, F, 5, 5)
    v = y * math.cos(theta) - x * math.sin(theta)
    return torch.exp(-((along * u) ** 2 + (across * v) ** 2) / 2).sum(dim=(2, 3))


class Scattering(nn.Module):
    """Frames, float32 (N, 1, F, F), -> scattering coefficients, float32 (N, K), in the order of the formulas.

    frame: their side F. scales: J, so that the largest wavelet is about 2^J pixels wide. angles: L.
    """

    def __init__(self, frame, scales, angles):
        super().__init__()
        self.angles = angles
        # Not persistent: weights files need not hold what two numbers give. All in one dimension, as
        # channels last, the layout of a network, would take four dimensions for those of a kernel.
        wavelets = morlets(frame, scales, angles).flatten(0, 1)
        self.register_buffer("wavelets", wavelets, persistent=False)

    def forward(self, frames):
        return front_ends.by_chunks(self._coefficients, frames, CHUNK)

    def _coefficients(self, frames):
        frequencies = fft2(frames)  # (N, 1, F, F)
        first, second = [], []
        scales = self.wavelets.split(self.angles)
        for scale, wavelets in enumerate(scales):
            waves = modulus(ifft2(frequencies * wavelets))  # (N, L, F, F)
            first.append(waves.mean(dim=(2, 3)))
            of_waves = fft2(waves).unsqueeze(2)  # (N, L, 1, F, F)
            for coarser in scales[scale + 1 :]:
                maps = modulus(ifft2(of_waves * coarser))  # (N, L, L, F, F)
                second.append(maps.mean(dim=(3, 4)).flatten(1))  # (N, L * L)
        return torch.cat([frames.mean(dim=(2, 3)), torch.cat(first + second, dim=1).log()], dim=1)


def modulus(maps):
    """Return the modulus of complex numbers, at least FLOOR; unlike abs(), fast, and smooth at 0.

    maps: complex64, overwritten, as new memory takes longer than the arithmetic. Returns float32, alike.
    """
    squares = torch.view_as_real(maps).square_()  # (..., 2)
    return (squares[..., 0] + squares[..., 1]).add_(FLOOR**2).sqrt_()
