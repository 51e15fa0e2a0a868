"""The data of the page's opening figure: a few garments, and every network's predictions at each offset."""

import numpy as np
import pandas as pd
from matplotlib import colormaps

from shiftlab.handout import live_data

NEAR = 4  # pixels: a small move


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


def open_on(predicted, labels, accuracies, invariant):
    """Choose what the figure opens on: returns the indices of (garment, left network, right network).

    predicted: uint8 (networks, G, R, C). labels: int (G,). accuracies: float (networks,). invariant: bool
    (networks,). Left is the network whose answers change most when a garment leaves the centre by at most
    NEAR pixels; it is not an invariant one if there is another. Right is the most accurate invariant network
    or, without one, the most accurate other network. The garment is the one whose small moves change the
    left network's answers most, among those that it recognises in the centre, if there are any.
    """
    middle = [(side - 1) // 2 for side in predicted.shape[2:]]
    near = tuple(slice(max(0, at - NEAR), at + NEAR + 1) for at in middle)
    central = predicted[:, :, middle[0], middle[1]]
    changed = (predicted[(..., *near)] != central[..., None, None]).mean(axis=(2, 3))  # (networks, G)
    left = _best(changed.mean(axis=1), ~invariant)
    others = np.arange(len(invariant)) != left
    right = _best(accuracies, invariant & others, others)
    return _best(changed[left], central[left] == labels), left, right


def _best(values, *preferences):
    """Return the index of the largest value among those of the first preference that any has, or among all.

    values: float (N,). preferences: bool (N,) each.
    """
    preferred = next((preference for preference in preferences if preference.any()), True)
    return int(np.where(preferred, values, -np.inf).argmax())


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
    """Read the data of the figure; returns what live_data.embed does.

    garments, test, frame, classes: as for live_data.garments. translation, invariance: paths of the
    translation.npz and the invariance.npz of each network. networks: for each, a mapping with its name, for
    links, its title, and whether it is invariant.
    """
    facts, pixels = live_data.garments(garments, test, frame, classes)
    numbers, labels = ([row[key] for row in facts["garments"]] for key in ("number", "label"))
    maps = []
    for file in invariance:
        with np.load(file) as measured:
            maps.append(measured["accuracy_map"])
    predicted, probabilities = map(np.stack, zip(*(answers(file, numbers) for file in translation)))
    invariant = np.array([network["invariant"] for network in networks])
    garment, left, right = open_on(predicted, np.array(labels), np.mean(maps, axis=(1, 2)), invariant)
    arrays = {
        "colours": colormaps["viridis"](range(256), bytes=True)[:, :3],  # of accuracies from 0 to 1
        "garments": pixels,
        "accuracies": np.rint(255 * np.array(maps)).astype(np.uint8),
        "predicted": predicted,
        "probabilities": probabilities,
    }
    opening = {"garment": garment, "networks": [left, right]}
    return live_data.embed(facts | {"networks": networks, "opening": opening}, arrays)
