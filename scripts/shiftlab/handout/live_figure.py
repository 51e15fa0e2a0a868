"""The data of the page's live figure: a few garments, and every network's predictions at each offset."""

import base64
import json
import zlib

import numpy as np
import pandas as pd
from matplotlib import colormaps


def choose(labels, shares):
    """Choose the garments that a reader may drag: of each class an easy one and a hard one.

    labels: int (M,). shares: float (networks, M), of the offsets at which each network is right. Easy is the
    garment with the largest share, a mean over the networks; hard the one that depends most on the offset:
    share * (1 - share) is the variance over the offsets of being right.
    Returns a list of (index into labels, "easy" or "hard"); a class of one garment has only an easy one.
    """
    share, variance = shares.mean(axis=0), (shares * (1 - shares)).mean(axis=0)
    chosen = []
    for label in np.unique(labels):
        (members,) = np.nonzero(labels == label)
        easy = members[share[members].argmax()]
        chosen.append((int(easy), "easy"))
        others = members[members != easy]
        if len(others):
            # Among equals, the one with the smallest share.
            hard = np.lexsort((share[others], -variance[others]))[0]
            chosen.append((int(others[hard]), "hard"))
    return chosen


def pack(colours, garments, maps, predictions):
    """Return as text what live.js unpacks, in this order: Base64 of a zlib stream of bytes.

    colours: uint8 (256, 3), of accuracies from 0 to 1. garments: uint8 (G, h, w). maps: the accuracy map of
    each network, float (R, C). predictions: what `answers` returns for each.
    """
    parts = [colours, garments]
    for accuracies, (predicted, probabilities) in zip(maps, predictions):
        parts.append(np.rint(255 * accuracies).astype(np.uint8))
        for pair in zip(predicted, probabilities):
            parts += pair
    return base64.b64encode(zlib.compress(b"".join(part.tobytes() for part in parts), 9)).decode()


def answers(translation, garments):
    """Read what a network predicts for some of the garments in its translation map.

    translation: path of its translation.npz. garments: int (G,), their numbers among the test garments.
    Returns predicted uint8 (G, R, C) and probabilities uint8 (G, R, C, classes), in steps of 1 / 255.
    """
    with np.load(translation) as arrays:
        shown = arrays["shown"]
        chosen = np.searchsorted(arrays["garments"][shown], garments)
        return arrays["predicted"][shown][chosen], arrays["probabilities"][chosen]


def choose_from(files):
    """Choose garments as `choose` does, given the invariance.npz of each network on the main dataset.

    Returns a DataFrame with garment (its number among the test garments), label and kind.
    """
    shares = []
    for file in files:
        with np.load(file) as measured:
            garments, labels = measured["shown_garments"], measured["shown_labels"]
            shares.append(measured["shown_shares"])
    rows = [(garments[index], labels[index], kind) for index, kind in choose(labels, np.array(shares))]
    return pd.DataFrame(rows, columns=["garment", "label", "kind"])


def read(garments, test, translation, invariance, frame, classes, networks):
    """Read the data of the live figure: returns (facts, bytes), both as text to be put into the page.

    garments: path of the chosen garments, a CSV. test: path of the test.npz that they are from. translation,
    invariance: paths of the translation.npz and the invariance.npz of each network. frame: side of the frame.
    classes: their names. networks: for each, a mapping with its name, for links, and its title.
    """
    chosen = pd.read_csv(garments)
    with np.load(test) as arrays:
        pixels = arrays["garments"][chosen["garment"]]
    maps = []
    for file in invariance:
        with np.load(file) as measured:
            maps.append(measured["accuracy_map"])
    facts = {
        "frame": frame,
        "garment": pixels.shape[1:],
        "offsets": maps[0].shape,
        "classes": classes,
        "garments": chosen.rename(columns={"garment": "number"}).to_dict("records"),
        "networks": networks,
    }
    colours = colormaps["viridis"](range(256), bytes=True)[:, :3]
    predictions = [answers(file, chosen["garment"]) for file in translation]
    # A class may be called </script>.
    return json.dumps(facts).replace("<", "\\u003c"), pack(colours, pixels, maps, predictions)
