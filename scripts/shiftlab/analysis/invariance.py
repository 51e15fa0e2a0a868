"""How predictions change with the offset: exact measures, counted over all offsets.

Throughout, predicted is an integer array (M, R, C), the class that the network predicts for each of M
garments at each of R x C offsets, and labels (M,) are the true classes. Accuracies are shares in [0, 1].
"""

import numpy as np

INVARIANT = ("change", "changed")  # the measures of an invariant network alone


def accuracy_map(predicted, labels):
    """Return the share of the garments that are recognised at each offset: float64 (R, C)."""
    return (predicted == labels[:, None, None]).mean(axis=0)


def class_maps(predicted, labels, classes):
    """Return the accuracy map of each class's garments: float64 (classes, R, C), nan where there are none."""
    maps = np.full((classes, *predicted.shape[1:]), np.nan)
    for label in np.unique(labels):
        members = labels == label
        maps[label] = accuracy_map(predicted[members], labels[members])
    return maps


def consistencies(predicted):
    """Return how likely each garment is predicted as one class at two independent uniform offsets: (M,).

    The measure of R. Zhang, "Making Convolutional Networks Shift-Invariant Again" (2019), there sampled. Here
    it is exact: if a share p_c of a garment's offsets yields class c, it is the sum of p_c^2. Consistency is
    its mean. A network that always predicts the same class is consistent without being right, so an accuracy
    is given too.
    """
    flat = predicted.reshape(len(predicted), -1)
    shares = [(flat == label).mean(axis=1) for label in np.unique(flat)]  # each (M,)
    return np.square(shares).sum(axis=0)


def measure(mapped, classes, tested=None):
    """Reduce a translation map to what figures and tables need of it: arrays by name.

    mapped: what analysis.translation returns. classes: their number. tested: of an invariant network, the
    (labels, predicted), int (N,), of all test garments, which count instead of those of the map.

    accuracy_map float64 (R, C). class_maps float64 (classes, R, C). tested int64: the number of garments.
    expected_accuracy and consistency float64, each with two standard errors over the garments as
    ..._interval.
    shown_garments, shown_labels int64 (S,), and shown_shares float64 (S,): the share of the offsets at which
    each of these is recognised. Of an invariant network, consistency is that of the garments that passed
    through the network at every offset: measured int64, their number, change float64, the largest change of
    a probability, and changed int64, the number of answers other than the garment's commonest one.
    """
    labels, predicted, shown = (mapped[name] for name in ("labels", "predicted", "shown"))
    shown_shares = (predicted[shown] == labels[shown, None, None]).mean(axis=(1, 2))
    everywhere, extra = predicted, {}
    if tested:
        everywhere = mapped["measured_predicted"]
        labels, predicted = (
            tested[0],
            np.broadcast_to(tested[1][:, None, None], (len(tested[1]), *predicted.shape[1:])),
        )
        extra = {
            "measured": np.int64(len(everywhere)),
            "change": mapped["changes"].max(),
            "changed": np.int64(sum(_uncommon(answers) for answers in everywhere)),
        }
    shares = (predicted == labels[:, None, None]).mean(axis=(1, 2))
    return {
        "accuracy_map": accuracy_map(predicted, labels),
        "class_maps": class_maps(predicted, labels, classes),
        "tested": np.int64(len(labels)),
        **_mean_and_interval("expected_accuracy", shares),
        **_mean_and_interval("consistency", consistencies(everywhere)),
        "shown_garments": mapped["garments"][shown],
        "shown_labels": mapped["labels"][shown],
        "shown_shares": shown_shares,
        **extra,
    }


def _mean_and_interval(name, values):
    """Return the mean of values, (M,), and two standard errors, 0 for one value, under `name`."""
    reach = 2 * values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0
    return {name: np.float64(values.mean()), f"{name}_interval": np.float64(reach)}


def _uncommon(answers):
    """Return how many answers, (R, C), differ from the commonest."""
    return answers.size - np.unique(answers, return_counts=True)[1].max()


def measures(measured):
    """Return the measures of a run, given what `measure` returned.

    A mapping: garments (their number), the accuracy expected over uniform offsets, in the middle of the
    frame, at the best and at the worst offset, and the consistency; two standard errors over the garments,
    of the first and the last; the number of garments measured at every offset; and of an invariant network,
    the change of a probability and the number of changed answers among these, nan for others.
    """
    accuracies = measured["accuracy_map"]
    rows, columns = accuracies.shape
    return {
        "garments": int(measured["tested"]),
        "expected_accuracy": float(measured["expected_accuracy"]),
        "center_accuracy": float(accuracies[(rows - 1) // 2, (columns - 1) // 2]),
        "best_accuracy": float(accuracies.max()),
        "worst_accuracy": float(accuracies.min()),
        "consistency": float(measured["consistency"]),
        "expected_accuracy_interval": float(measured["expected_accuracy_interval"]),
        "consistency_interval": float(measured["consistency_interval"]),
        "measured": int(measured.get("measured", measured["tested"])),
        **{name: float(measured[name]) if name in measured else np.nan for name in INVARIANT},
    }


def by_distance(accuracies):
    """Average an accuracy map over offsets at the same distance from the middle, rounded to whole pixels.

    accuracies: float (R, C). Returns (distances int64 (D,) in pixels, accuracies float64 (D,)).
    """
    rows, columns = (np.arange(size) - (size - 1) / 2 for size in accuracies.shape)
    distance = np.rint(np.hypot(rows[:, None], columns)).astype(int)
    counts, sums = np.bincount(distance.ravel()), np.bincount(distance.ravel(), accuracies.ravel())
    there = np.flatnonzero(counts)
    return there, sums[there] / counts[there]
