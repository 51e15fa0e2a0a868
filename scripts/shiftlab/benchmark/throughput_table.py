"""The benchmark's table: the speed of each variant, and the accuracy at each precision."""

import json
from pathlib import Path
from statistics import mean, median

from shiftlab.tables import histories


def trained(record, cost, history):
    """Return what the table needs from one training, at any precision.

    record, cost, history: paths of its training.json, cost.json and history.csv. Returns a mapping: network,
    precision, seconds (of all epochs), test_accuracy (in [0, 1]), peak_memory_mb and peak_gpu_memory_mb.
    """
    run, took = (json.loads(Path(path).read_text(encoding="utf-8")) for path in (record, cost))
    return {
        "network": run["architecture"],
        "precision": run["training"]["precision"],
        "seconds": took["seconds"],
        "test_accuracy": histories.read(history)["test_accuracy"].iloc[-1],
        "peak_memory_mb": took["peak_memory_mb"],
        "peak_gpu_memory_mb": took["peak_gpu_memory_mb"],
    }


def rows(measured, trained):
    """Return the rows of the benchmark's table.

    measured: the reports of timing.measure for all networks. trained: a list of what `trained` returns.
    A row is a mapping: task, network, device, precision, method, seconds_per_epoch (the median; for tasks
    other than training, of the whole task), frames_per_second, ratio_to_notebook (of speeds),
    fraction_of_limit (of the limit's speed at the same precision), warm_up_seconds, peak_memory_mb,
    peak_gpu_memory_mb (None on a CPU), threads and torch. Rows of the pipeline's training add, over the
    seeds: all_epochs_seconds and test_accuracy
    (means), test_accuracy_lowest, test_accuracy_highest and seeds (their number).
    """
    speeds = {_key(report): report["frames"] / median(report["seconds"]) for report in measured}
    found = []
    for report in measured:
        task, network, precision, method = _key(report)
        limit = speeds.get((task, network, precision, "limit"))
        row = {
            "task": task,
            "network": network,
            "device": report["device"],
            "precision": precision,
            "method": method,
            "seconds_per_epoch": median(report["seconds"]),
            "frames_per_second": speeds[_key(report)],
            "ratio_to_notebook": speeds[_key(report)] / speeds[task, network, "float32", "notebook"],
            "fraction_of_limit": speeds[_key(report)] / limit if limit and method != "notebook" else None,
            "warm_up_seconds": report["warm_up_seconds"],
            "peak_memory_mb": report["peak_memory_mb"],
            "peak_gpu_memory_mb": report["peak_gpu_memory_mb"],
            "threads": report["threads"],
            "torch": report["torch"],
        }
        runs = [run for run in trained if (run["network"], run["precision"]) == (network, precision)]
        if (task, method) == ("training", "pipeline"):
            accuracies = [run["test_accuracy"] for run in runs]
            row |= {
                "peak_memory_mb": max(run["peak_memory_mb"] for run in runs),
                "peak_gpu_memory_mb": max(run["peak_gpu_memory_mb"] or 0 for run in runs) or None,
                "all_epochs_seconds": mean(run["seconds"] for run in runs),
                "test_accuracy": mean(accuracies),
                "test_accuracy_lowest": min(accuracies),
                "test_accuracy_highest": max(accuracies),
                "seeds": len(runs),
            }
        found.append(row)
    return found


def _key(report):
    return tuple(report[name] for name in ("task", "network", "precision", "method"))
