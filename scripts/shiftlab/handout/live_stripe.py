"""The data of the live figure about stripes: garments, and the most striped neurons of a network."""

import numpy as np

from shiftlab.analysis import spectra
from shiftlab.handout import live_data

NEURONS = 12


def read(garments, test, stripes, frame, classes):
    """Read the data of the figure; returns what live_data.embed does.

    garments, test, frame, classes: as for live_data.garments. stripes: path of the stripes.npz of a network
    whose neurons see the frame.
    """
    facts, pixels = live_data.garments(garments, test, frame, classes)
    with np.load(stripes) as arrays:
        (operator,) = {name.split("/")[0] for name in arrays if name.endswith("/weights")}
        weights, shares = (arrays[f"{operator}/{name}"] for name in ("weights", "trained/frame/pair_share"))
    neurons = np.argsort(-shares, kind="stable")[:NEURONS]
    rows = [
        {"number": int(neuron), "share": float(shares[neuron]), "frequency": strongest(weights[neuron])}
        for neuron in neurons
    ]
    return live_data.embed(facts | {"neurons": rows}, {"garments": pixels, "weights": weights[neurons]})


def strongest(weight):
    """Return the strongest frequency of an image (F, F), but for the constant one: [ky, kx], kx >= 0.

    Of the two frequencies of a pair, k and -k, that with positive kx or, if kx is 0, positive ky.
    """
    side = len(weight)
    power = spectra.power(weight[None])[0]
    y, x = (int(at) - side // 2 for at in np.unravel_index(power.argmax(), power.shape))
    return [-y, -x] if (x, y) < (0, 0) else [y, x]
