"""The benchmark through Snakemake, on the tiny set: what it measures, not how fast this machine is."""

import csv
import json

import pytest

from tests.experiment.test_load import put

pytestmark = pytest.mark.slow


def table(project):
    with open(project.folder / "results/benchmarks/throughput.csv", newline="") as file:
        return list(csv.DictReader(file))


def test_every_way_is_measured_and_every_precision_is_trained(project):
    project.build("benchmark")
    rows = table(project)
    ways = [("notebook", "float32")] + [
        (method, precision) for method in ("pipeline", "limit") for precision in ("float32", "bfloat16")
    ]
    asked = [("notebook", "float32"), ("pipeline", "float32")]
    assert {(row["task"], row["network"], row["method"], row["precision"]) for row in rows} == {
        (task, network, *way)
        for network in ("perceptron", "two conv two full")
        for task, own in {"training": ways, "synthesis": asked, "translation map": asked}.items()
        for way in own
    }
    frames = {"training": 400, "synthesis": 20, "translation map": 10 * 841}
    for row in rows:
        done = float(row["frames_per_second"]) * float(row["seconds_per_epoch"])
        assert done == pytest.approx(frames[row["task"]])
        assert (row["device"], row["threads"]) == ("cpu", "1")
        assert 100 < float(row["peak_memory_mb"]) < 5000
    trained = [row for row in rows if (row["task"], row["method"]) == ("training", "pipeline")]
    assert all(float(row["all_epochs_seconds"]) > 0 and row["seeds"] == "2" for row in trained)
    folder = project.folder / "results/benchmarks/precision/shifted/two_full"
    exact, rounded = ((folder / precision / "seed1") for precision in ("float32", "bfloat16"))
    assert json.loads((rounded / "training.json").read_text())["training"]["precision"] == "bfloat16"
    weights = [(run / "weights.safetensors").read_bytes() for run in (exact, rounded)]
    assert weights[0] != weights[1]
    assert (project.folder / "results/figures/throughput.png").stat().st_size > 10_000


def test_a_precision_that_the_device_has_not_is_one_line(project):
    project.configure(put("benchmark.precisions", ["float32", "tf32"]))
    done = project.snakemake("results/benchmarks/times/two_full.json")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "error: precision: tf32 takes a CUDA device, and this is cpu"
    )


def test_without_a_network_of_the_notebook_there_is_no_benchmark(project):
    project.configure(lambda config: config.update(architectures={"conv_global_pool": {}}))
    done = project.snakemake("benchmark")
    assert done.returncode == 1
    assert "error: architectures: the benchmark takes two_full or two_conv_two_full" in done.stderr
    assert "Traceback" not in done.stderr
