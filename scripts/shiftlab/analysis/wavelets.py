"""What the wavelets of a scattering look like, and what they make of a garment, of it moved and stretched."""

import torch
from torch.fft import fft2, fftshift, ifft2

from shiftlab.analysis import deformation
from shiftlab.networks import scattering

STRETCH = 0.05


def in_space(wavelets):
    """Return the real parts of wavelets in space, each in the middle of its frame: float32 (J, L, F, F).

    wavelets: their Fourier transforms, float32 (J, L, F, F), see scattering.morlets.
    """
    return fftshift(ifft2(wavelets).real, dim=(2, 3))


def littlewood_paley(wavelets):
    """Return the Littlewood-Paley sum of wavelets and of the mean: float32 (F, F), in fftfreq's order.

    wavelets: float32 (J, L, F, F). It is (sum |psi^(k)|^2 + |psi^(-k)|^2) / 2, and 1 more at k = 0, the only
    frequency that the mean keeps. For a real frame x of mean m, sum |x * psi|^2 + F^2 m^2 is the mean over k
    of the sum times |x^(k)|^2. So the frame's energy at k is lost where the sum is 0.
    """
    squares = wavelets.square().sum(dim=(0, 1))
    reflected = squares.flip(0, 1).roll((1, 1), (0, 1))  # k -> -k
    found = (squares + reflected) / 2
    found[0, 0] += 1
    return found


def typical_pair(features, labels, changes):
    """Choose a garment that changes as much as most under a stretch, and one that is as far away as most.

    features: float32 (N, K), N >= 2. labels: int64 (N,). changes: float32 (N,), of the features of each
    garment under the stretch. The first is the one whose change is nearest the mean, the second the one of
    another class (if there is any) whose distance from it is nearest the mean distance of two garments.
    Returns (garment, other, mean distance).
    """
    distances = torch.cdist(features, features, compute_mode="donot_use_mm_for_euclid_dist")
    count = len(features)
    typical = distances.sum() / (count * (count - 1))
    garment = (changes - changes.mean()).abs().argmin()
    others = labels != labels[garment]
    if not others.any():
        others = torch.arange(count, device=labels.device) != garment
    off = (distances[garment] - typical).abs()
    return garment.item(), torch.where(others, off, torch.inf).argmin().item(), typical.item()


@torch.no_grad()
def measure(front_end, standardise, garments, normalisation):
    """Return the arrays of a scattering, and of what it makes of a typical garment: a mapping of tensors.

    front_end: networks.scattering.Scattering. standardise: front_ends.Standardise, fitted. garments:
    frames.Garments of the test set. normalisation: mapping with mean and std.

    J, L, F, K: numbers of scales, angles, pixels of a side, and coefficients. The four frames are those of
    the garment in the middle, of it moved, of it stretched by STRETCH, and of another garment.

        spectra             float32 (J, L, F, F), the Fourier transforms of the wavelets
        wavelets            float32 (J, L, F, F), see `in_space`
        littlewood_paley    float32 (F, F)
        chosen              int64 (2,), the garment and the other, see `typical_pair`
        offsets             int64 (2, 2), in the middle and moved
        frames              float32 (4, F, F), in grey levels of [0, 1] (stretched a little outside)
        stretch, floor      float32 (), STRETCH and scattering.FLOOR
        responses           float32 (2, J, L, F, F), |x * psi| in the middle and moved
        coefficients        float32 (4, K), standardised
        changes             float32 (4,), their distances from the first, in mean distances of two garments
    """
    spectra = front_end.wavelets.unflatten(0, (-1, front_end.angles))
    centered = deformation.centered(garments, normalisation)
    features = standardise(front_end(centered))
    wider = standardise(front_end(deformation.stretched(centered, STRETCH)))
    labels = garments.labels[: len(centered)]
    garment, other, typical = typical_pair(features, labels, (wider - features).norm(dim=1))
    offsets = offsets_shown(garments.windows.shape[1:3]).to(labels.device)
    index = torch.tensor([garment, garment], device=labels.device)
    middle, moved = garments.inputs(index, offsets, normalisation)
    stretched = deformation.stretched(centered[garment], STRETCH)
    frames = torch.stack([middle, moved, stretched, centered[other]])
    coefficients = standardise(front_end(frames))
    return {
        "spectra": spectra,
        "wavelets": in_space(spectra),
        "littlewood_paley": littlewood_paley(spectra),
        "chosen": torch.tensor([garment, other]),
        "offsets": offsets,
        "frames": frames.squeeze(1) * normalisation["std"] + normalisation["mean"],
        "stretch": torch.tensor(STRETCH),
        "floor": torch.tensor(scattering.FLOOR),
        "responses": scattering.modulus(ifft2(fft2(frames[:2, None]) * spectra)),
        "coefficients": coefficients,
        "changes": (coefficients - coefficients[0]).norm(dim=1) / typical,
    }


def offsets_shown(counts):
    """Return two offsets, int64 (2, 2): the middle, and two thirds of the way to the top right corner.

    counts: numbers of offsets, down and across.
    """
    middle = torch.tensor([(count - 1) // 2 for count in counts])
    return torch.stack([middle, middle + 2 * middle * torch.tensor([-1, 1]) // 3])
