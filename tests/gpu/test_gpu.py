"""What runs on a GPU, on the tiny real garments. tests/gpu/run runs these on a machine with CUDA."""

import numpy as np
import pytest
import torch

from shiftlab.analysis import synthesis, translation
from shiftlab.benchmark import timing
from shiftlab.data import datasets, idx
from shiftlab.data.download import FILES
from shiftlab.jobs import accelerator, progress
from shiftlab.networks import build, contract, front_ends, operators
from shiftlab.training import descent, devices, graphs, loop
from tests.training.test_loop import RUN, Interrupting, path, without_seconds

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA device"),
]

EVERY = sorted(file.stem for file in contract.FOLDER.glob("*.py"))
RATES = {"conv_invariant": 0.2}  # at which two epochs of the tiny set are enough
SMALL = {"conv_invariant": {"channels": 4}, "recentred_conv": {"channels": 8}}
SETTINGS = {
    "steps": 20,
    "step_size": 0.5,
    "max_norm": 40,
    "total_variation": 0,
    "blur": 0,
    "fourier": False,
    "shifts": 0,
}


@pytest.fixture(scope="module")
def device():
    return devices.prepare("cuda", threads=2)


@pytest.fixture(scope="module")
def test_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("sets") / "test.npz"
    np.savez(file, **datasets.freeze_test(path("test_images"), path("test_labels"), 10, 56, "uniform"))
    return file


@pytest.fixture(scope="module")
def sets(device, test_file):
    """The tiny training garments and test frames, on the GPU."""
    garments = datasets.load(path("train_images"), path("train_labels"), 10, 56, device)
    return garments, datasets.load_frozen(test_file, RUN["normalisation"], device)


def run_of(architecture, **settings):
    rate = RATES.get(architecture, 0.05)
    training = RUN["training"] | {"epochs": 2, "learning_rate": rate} | settings
    return RUN | {
        "architecture": architecture,
        "options": SMALL.get(architecture, {}),
        "training": training,
    }


def inputs_of(run, sets, device):
    """What a run is trained and tested on: frames or, with a front end, encodings."""
    if not contract.has_front_end(run["architecture"]):
        return sets
    front_end = build.front_end(run["architecture"], 56, (28, 28), run["options"]).to(device)
    garments, test = sets
    offsets = garments.draw_offsets("center", torch.Generator(device))
    placed = garments.at(offsets, run["normalisation"])
    return [front_ends.Encodings(front_ends.encode(front_end, part), part.labels) for part in (placed, test)]


def assert_same(one, other):
    for name, tensor in one.state_dict().items():
        assert torch.equal(tensor, other.state_dict()[name]), name


def test_a_gpu_is_found_and_chosen():
    assert accelerator.available()[0] == "cuda"
    assert devices.choose("auto").type == "cuda"


@pytest.mark.parametrize("architecture", EVERY)
def test_every_network_learns(sets, device, architecture):
    run = run_of(architecture)
    network, history = loop.train(run, *inputs_of(run, sets, device))
    assert all(parameter.device.type == "cuda" for parameter in network.parameters())
    assert history[-1]["test_loss"] < history[0]["test_loss"]


@pytest.mark.parametrize("architecture", EVERY)
def test_an_interrupted_run_resumes_to_the_same_bytes(sets, device, tmp_path, architecture):
    run = run_of(architecture)
    given = inputs_of(run, sets, device)
    straight, history = loop.train(run, *given)
    checkpoint = Interrupting(tmp_path / "checkpoint.zip", {})
    for _ in range(run["training"]["epochs"]):
        with pytest.raises(KeyboardInterrupt):
            loop.train(run, *given, checkpoint)
    resumed, again = loop.train(run, *given, checkpoint)
    assert str(without_seconds(history)) == str(without_seconds(again))
    assert_same(straight, resumed)


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_steps_of_a_recorded_graph_are_those_of_the_plain_loop(sets, device, monkeypatch, architecture):
    run = run_of(architecture, batch_size=30)  # 400 garments: the last batch is smaller
    recorded, history = loop.train(run, *sets)
    graph = []
    record = graphs.Recorded._record
    monkeypatch.setattr(graphs.Recorded, "_record", lambda self, *batch: graph.append(record(self, *batch)))
    loop.train(run, *sets)
    assert len(graph) == 1
    monkeypatch.setattr(graphs, "WARM_UP", -1)
    plain, again = loop.train(run, *sets)
    assert str(without_seconds(history)) == str(without_seconds(again))
    assert_same(recorded, plain)


def test_a_network_that_waits_for_the_gpu_is_trained_without_a_graph(sets, device):
    class Waiting(torch.nn.Linear):
        def forward(self, frames):
            assert frames.sum().item() != 0
            return super().forward(frames.flatten(1))

    garments, _ = sets
    run = run_of("two_full", learning_rate=0.001)
    optimiser = descent.Descent(Waiting(56 * 56, 10).to(device), run["training"])
    generator = torch.Generator(device).manual_seed(1)
    with progress.Bar(2, "epoch", updates=8) as bar:
        losses = [loop.train_epoch(optimiser, generator, run, garments, epoch, bar) for epoch in range(1, 3)]
    assert losses[1] < losses[0]


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
@pytest.mark.parametrize("placement", ["uniform", "center"])
def test_no_batch_waits_for_the_gpu(sets, device, architecture, placement):
    run = run_of(architecture) | {"placement": placement}
    garments, _ = sets
    network = build.on_device(loop.untrained(run), device)
    optimiser = descent.Descent(network, run["training"])
    generator = torch.Generator(device).manual_seed(1)
    with progress.Bar(2, "epoch", updates=8) as bar:
        loop.train_epoch(optimiser, generator, run, garments, 1, bar)  # which records a graph
        torch.cuda.set_sync_debug_mode("error")
        try:
            loop._train_pass(optimiser, generator, run, garments, 1, bar)
        finally:
            torch.cuda.set_sync_debug_mode("default")


def test_every_precision_trains_nearly_the_same(sets, device):
    losses = {}
    for precision in ("float32", "tf32", "bfloat16"):
        _, history = loop.train(run_of("two_conv_two_full", precision=precision), *sets)
        losses[precision] = history[-1]["train_loss"]
    assert losses["tf32"] == pytest.approx(losses["float32"], rel=0.02)
    assert losses["bfloat16"] == pytest.approx(losses["float32"], rel=0.05)
    assert losses["bfloat16"] != losses["float32"]


@pytest.mark.parametrize("architecture", EVERY)
def test_a_translation_map_is_that_of_the_cpu(device, test_file, architecture):
    run = run_of(architecture)
    network = loop.untrained(run).eval()
    maps = []
    for where in (torch.device("cpu"), device):
        garments = datasets.load_test(test_file, 56, where)
        chosen = datasets.choose(garments.labels, 1)
        network = build.on_device(network, where)
        maps.append(translation.translation_map(network, garments, chosen, RUN["normalisation"]))
    on_cpu, on_gpu = maps
    assert (on_cpu["predicted"] == on_gpu["predicted"]).mean() > 0.999
    differences = on_cpu["probabilities"].astype(int) - on_gpu["probabilities"]
    assert np.abs(differences).max() <= 1


def test_the_same_images_are_synthesized_as_on_the_cpu(device):
    run = run_of("two_full")
    network = loop.untrained(run).eval()
    found = operators.describe(network, 56)
    images = []
    for where in (torch.device("cpu"), device):
        facts = run | {"operators": found}
        settings = SETTINGS | {"neurons": 10, "controls": {"1/f Fourier": {"fourier": True}}}
        arrays, _ = synthesis.synthesize(build.on_device(network, where), facts, where, settings)
        images.append(arrays)
    for name, array in images[0].items():
        np.testing.assert_allclose(images[1][name], array, atol=1e-2 * np.abs(array).max())


@pytest.mark.parametrize("architecture", ["two_full", "two_conv_two_full"])
def test_the_benchmark_measures_every_way(architecture, tmp_path):
    files = {key: plain(path(key), tmp_path / FILES[key]) for key in FILES}
    run = run_of(architecture) | {"synthesis": SETTINGS}
    reports = timing.measure(
        run, ["float32", "tf32", "bfloat16"], repeats=1, files=files, device="cuda", threads=2
    )
    assert len(reports) == 1 + 2 * 3 + 2 + 2
    name = torch.cuda.get_device_name()
    assert all(report["device"] == name and report["peak_gpu_memory_mb"] > 0 for report in reports)


def plain(compressed, file):
    """Write the decompressed bytes of a file, as torchvision reads them; return its path."""
    with idx.open_idx(compressed) as source:
        file.write_bytes(source.read())
    return file
