import pytest

from shiftlab.benchmark import throughput_table


def measured(method, precision, seconds, task="training"):
    return {
        "task": task,
        "network": "two_full",
        "precision": precision,
        "method": method,
        "frames": 600,
        "seconds": seconds,
        "warm_up_seconds": 9,
        "peak_memory_mb": 100,
        "peak_gpu_memory_mb": None,
        "device": "cpu",
        "threads": 2,
        "torch": "2",
    }


def trained(precision, seconds, accuracy, memory):
    return {
        "network": "two_full",
        "precision": precision,
        "seconds": seconds,
        "test_accuracy": accuracy,
        "peak_memory_mb": memory,
        "peak_gpu_memory_mb": None,
    }


def test_ratios_are_of_medians_and_the_limit_is_that_of_the_same_precision():
    rows = throughput_table.rows(
        [
            measured("notebook", "float32", [10, 12, 90]),
            measured("pipeline", "float32", [4, 2, 3]),
            measured("pipeline", "bfloat16", [2, 2, 2]),
            measured("limit", "float32", [2, 2, 2]),
            measured("limit", "bfloat16", [1, 1, 1]),
            measured("notebook", "float32", [4], "synthesis"),
            measured("pipeline", "float32", [1], "synthesis"),
        ],
        [
            trained("float32", 30, 0.7, 900),
            trained("float32", 40, 0.8, 950),
            trained("bfloat16", 20, 0.6, 800),
        ],
    )
    of = {(row["task"], row["method"], row["precision"]): row for row in rows}
    assert len(of) == 7
    ours = of["training", "pipeline", "float32"]
    assert (ours["seconds_per_epoch"], ours["frames_per_second"]) == (3, 200)
    assert ours["ratio_to_notebook"] == pytest.approx(4)
    assert ours["fraction_of_limit"] == pytest.approx(2 / 3)
    assert (ours["all_epochs_seconds"], ours["seeds"], ours["peak_memory_mb"]) == (35, 2, 950)
    assert ours["peak_gpu_memory_mb"] is None
    assert ours["test_accuracy"] == pytest.approx(0.75)
    assert (ours["test_accuracy_lowest"], ours["test_accuracy_highest"]) == (0.7, 0.8)
    rounded = of["training", "pipeline", "bfloat16"]
    assert rounded["ratio_to_notebook"] == pytest.approx(6)
    assert (rounded["fraction_of_limit"], rounded["test_accuracy"]) == (0.5, 0.6)
    assert of["training", "limit", "bfloat16"]["fraction_of_limit"] == 1
    assert of["training", "notebook", "float32"]["fraction_of_limit"] is None
    assert of["synthesis", "pipeline", "float32"]["ratio_to_notebook"] == 4
    assert of["synthesis", "pipeline", "float32"]["fraction_of_limit"] is None
