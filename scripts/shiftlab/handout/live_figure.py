"""What the page's live figure shows: a few garments, and what every network says of them at each offset."""

import base64
import json
import zlib

import numpy as np
import pandas as pd
from matplotlib import colormaps

from shiftlab.analysis import invariance


def choose(labels, shares):
    """Choose the garments that a reader may drag: of each class an easy one and a hard one.

    labels: int (M,). shares: float (networks, M), of the offsets at which each network is right. Easy is the
    garment with the largest share, a mean over the networks; hard the one for which most hangs on the offset,
    share * (1 - share) being the variance over the offsets of being right.
    Returns a list of (index into labels, "easy" or "hard"); a class of one garment has an easy one alone.
    """
    share, variance = shares.mean(axis=0), (shares * (1 - shares)).mean(axis=0)
    chosen = []
    for label in np.unique(labels):
        (own,) = np.nonzero(labels == label)
        easy = own[share[own].argmax()]
        chosen.append((int(easy), "easy"))
        others = own[own != easy]
        if len(others):
            # Of equals the one with the smallest share.
            hard = np.lexsort((share[others], -variance[others]))[0]
            chosen.append((int(others[hard]), "hard"))
    return chosen


def pack(colours, garments, networks):
    """Return as text what live.js unpacks, in this order: Base64 of a zlib stream of bytes.

    colours: uint8 (256, 3), of accuracies from 0 to 1. garments: uint8 (G, h, w). networks: the `answers` of
    each about these garments.
    """
    parts = [colours, garments]
    for network in networks:
        parts.append(np.rint(255 * network["accuracies"]).astype(np.uint8))
        for own in zip(network["predicted"], network["probabilities"]):
            parts += own
    return base64.b64encode(zlib.compress(b"".join(part.tobytes() for part in parts), 9)).decode()


def answers(translation, garments):
    """Read what a network says of some of the garments that it was asked about: a mapping.

    translation: path of its translation.npz. garments: int (G,), their numbers among the test garments.
    accuracies: float64 (R, C), its map over all that it was asked about. predicted: uint8 (G, R, C).
    probabilities: uint8 (G, R, C, classes), in steps of 1 / invariance.STEPS.
    """
    with np.load(translation) as arrays:
        predicted, shown = arrays["predicted"], arrays["shown"]
        own = np.searchsorted(arrays["garments"][shown], garments)
        return {
            "accuracies": invariance.accuracy_map(predicted, arrays["labels"]),
            "predicted": predicted[shown][own],
            "probabilities": arrays["probabilities"][own],
        }


def read(garments, test, translation, frame, classes, networks):
    """Read what the live figure shows: returns (facts, bytes), both as text to be put into the page.

    garments: path of the chosen garments, a CSV. test: path of the test.npz that they are from. translation:
    path of the translation.npz of each network. frame: side of the frame. classes: their names. networks: of
    each a mapping with its name, as a link has it, and its title.
    """
    chosen = pd.read_csv(garments)
    with np.load(test) as arrays:
        pixels = arrays["garments"][chosen["garment"]]
    own = [answers(file, chosen["garment"]) for file in translation]
    facts = {
        "frame": frame,
        "garment": pixels.shape[1:],
        "offsets": own[0]["accuracies"].shape,
        "classes": classes,
        "garments": chosen.rename(columns={"garment": "number"}).to_dict("records"),
        "networks": networks,
    }
    colours = colormaps["viridis"](range(256), bytes=True)[:, :3]
    # A class may be called </script>.
    return json.dumps(facts).replace("<", "\\u003c"), pack(colours, pixels, own)
