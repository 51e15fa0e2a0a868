"""The deformation table: how much the features of each front end change when a garment is stretched."""

import math

import numpy as np

from shiftlab.tables import statistics
from shiftlab.tables.summary import IDENTITY

PIXELS = "pixels"  # what readers see, and the name in paths, of the frame itself


def rows(run, measured):
    """Return a network's rows, one for each stretch.

    run: its experiment.labels.identity. measured: path of its deformation.npz.
    A row is a mapping: IDENTITY, features (their number), stretch (in percent), distance and its
    ..._interval, see `relative`.
    """
    with np.load(measured) as arrays:
        return _rows(run, arrays, math.prod(arrays["shape"]), "")


def rows_of_pixels(run, measured, frame):
    """Return the rows of the pixels of the frame themselves, measured with the same garments.

    run, measured: as in `rows`, of any network on the dataset. frame: side of its frame.
    """
    named = run | {"network": PIXELS, "architecture": PIXELS}
    with np.load(measured) as arrays:
        return _rows(named, arrays, frame**2, "pixel_")


def relative(changes, distances):
    """Return the mean change relative to the mean distance of two garments, and half its 95 % interval.

    changes: float (N,), of each garment. distances: float (N,), of each from the others, in the mean. The
    interval is over the garments, linearised in both means; each garment counts twice in a mean of pairs.
    """
    typical, change = distances.mean(), changes.mean() / distances.mean()
    linearised = change + (changes - changes.mean() - 2 * change * (distances - typical)) / typical
    mean, low, _ = statistics.mean_and_interval(linearised)
    return float(mean), float(mean - low)


def _rows(run, arrays, features, prefix):
    changes, distances = (arrays[prefix + name].astype(np.float64) for name in ("changes", "distances"))
    found = []
    for share, of_garments in zip(arrays["stretches"], changes):
        distance, interval = relative(of_garments, distances)
        found.append(
            {key: run[key] for key in IDENTITY}
            | {"features": features, "stretch": round(100 * share)}
            | {"distance": distance, "distance_interval": interval}
        )
    return found
