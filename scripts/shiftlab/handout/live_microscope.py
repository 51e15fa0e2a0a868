"""The data of the live figure about wavelets: garments, wavelets, and how far apart two garments are."""

import numpy as np

from shiftlab.handout import live_data


def read(garments, test, wavelets, scattering, fourier, frame, classes, normalisation, labels):
    """Read the data of the figure; returns what live_data.embed does.

    garments, test, frame, classes: as for live_data.garments. wavelets: path of the wavelets.npz of a
    scattering. scattering, fourier: paths of the deformation.npz of it and of the Fourier modulus.
    normalisation: mapping with mean and std. labels: what readers see of the two, by these names.
    """
    facts, pixels = live_data.garments(garments, test, frame, classes)
    with np.load(wavelets) as arrays:
        spectra, floor = arrays["spectra"], float(arrays["floor"])
    embedded = {"garments": pixels, "spectra": spectra.swapaxes(2, 3)}  # transposed, as in fourier.js
    apart = {}
    for name, file in (("scattering", scattering), ("fourier", fourier)):
        with np.load(file) as arrays:
            embedded[name] = arrays["std"]  # the mean is the same for both of a pair
            apart[name] = float(arrays["distances"].mean(dtype=np.float64))
    scales, angles = spectra.shape[:2]
    facts |= {"scales": scales, "angles": angles, "floor": floor, "apart": apart}
    return live_data.embed(facts | {"normalisation": normalisation, "labels": labels}, embedded)
