"""The whole graph on the tiny set: what it makes, and how it ends."""

import csv
import json

import numpy as np
import pytest
import safetensors.numpy
from PIL import Image

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

RUNS = [
    (dataset, architecture)
    for dataset in ("shifted", "centered")
    for architecture in ("two_full", "two_conv_two_full")
]
# Of every run, and of all runs together.
FIGURES = {
    "learning_curve",
    "confusion_counts",
    "confusion_rates",
    "classified",
    "class_images",
    "class_maps",
    "controls",
    "neuron_images",
    "output_weights",
}
SHARED_FIGURES = {
    "learning_curves",
    "translation_maps",
    "accuracy_by_distance",
    "ripple",
    "transfer",
    "networks",
    "three_offsets",
    "surprise",
    "equivariance",
}
SHARED_TABLES = {"accuracy", "translation", "networks", "ripple", "transfer", "equivariance", "comparisons"}
HANDOUT = {f"handout/{folder}handout.{kind}" for folder in ("", "draft/") for kind in ("html", "pdf")}
CAPTIONS = {f"captions/{path.name}" for path in (ROOT / "workflow/report").glob("*.rst")}


def test_a_build_makes_every_result(built):
    sources = {
        f"sources/fashion_mnist/{part}-{kind}-ubyte"
        for part in ("train", "t10k")
        for kind in ("images-idx3", "labels-idx1")
    }
    runs = {
        f"runs/{dataset}/{architecture}/seed1/{file}"
        for dataset, architecture in RUNS
        for file in (
            "weights.safetensors",
            "history.csv",
            "training.json",
            "cost.json",
            "predictions/shifted.npz",
            "predictions/shifted.json",
            "predictions/centered.npz",
            "predictions/centered.json",
            "translation.npz",
            "invariance.npz",
            "equivariance.csv",
            "synthesis.npz",
            "synthesis.json",
        )
    }
    # Only convolutions have kernels; stripes are measured in weights on the frame.
    runs |= {f"runs/{dataset}/two_full/seed1/stripes.npz" for dataset in ("shifted", "centered")}
    figures = {f"figures/{figure}" for figure in SHARED_FIGURES | {"shifted/samples", "centered/samples"}} | {
        f"figures/{dataset}/{architecture}/seed1/{figure}"
        for dataset, architecture in RUNS
        for figure in FIGURES | ({"kernels"} if "conv" in architecture else {"stripes"})
    }
    tables = SHARED_TABLES | {"reproduction", "stripes"}
    assert set(built.results()) == (
        sources
        | runs
        | {
            f"datasets/{name}/{file}.npz"
            for name in ("shifted", "centered")
            for file in ("test", "covariance")
        }
        | {"datasets/shifted/distances.npz"}
        | {"tables/numbers.json", "tables/numbers.tex", "handout/garments.csv", *HANDOUT}
        | {figure + suffix for figure in figures for suffix in (".pdf", ".png", ".svg")}
        | {f"tables/{table}{suffix}" for table in tables for suffix in (".csv", ".tex")}
        | CAPTIONS
    )


def rows(built, table):
    return list(csv.DictReader((built.folder / f"results/tables/{table}.csv").open()))


def test_the_accuracy_table_agrees_with_the_histories(built):
    for row in rows(built, "accuracy"):
        run = built.folder / "results/runs" / row["dataset"] / row["architecture"] / f"seed{row['seed']}"
        last = list(csv.DictReader((run / "history.csv").open()))[-1]
        assert float(row["test_accuracy"]) == pytest.approx(float(last["test_accuracy"]), abs=1e-6)
        assert float(row["test_loss"]) == pytest.approx(float(last["test_loss"]), abs=1e-5)
        assert int(row["parameters"]) == json.loads((run / "training.json").read_text())["parameters"]
    assert len(rows(built, "accuracy")) == len(RUNS)


def test_the_reproduction_table_has_the_notebook_s_numbers(built):
    first = rows(built, "reproduction")[0]
    assert (first["epoch"], first["notebook_loss"], first["notebook_accuracy"]) == ("0", "2.313", "0.104")


def test_the_tables_agree_with_each_other(built):
    """The accuracy is that of the run's dataset; the center of its map that of the centered one."""
    accuracy = {
        (row["dataset"], row["architecture"]): row["test_accuracy"] for row in rows(built, "accuracy")
    }
    transfer = {
        (row["dataset"], row["tested_on"], row["architecture"]): row["accuracy"]
        for row in rows(built, "transfer")
    }
    assert len(transfer) == 8
    for (dataset, architecture), share in accuracy.items():
        assert transfer[dataset, dataset, architecture] == share
    for row in rows(built, "translation"):
        numbers = [float(row[f"{which}_accuracy"]) for which in ("worst", "expected", "best")]
        assert numbers == sorted(numbers) and row["garments"] == "10"
        run = built.folder / "results/runs" / row["dataset"] / row["architecture"] / "seed1"
        with (
            np.load(run / "translation.npz") as everywhere,
            np.load(run / "predictions/centered.npz") as centered,
        ):
            predicted = centered["log_probabilities"].argmax(axis=1)[everywhere["garments"]]
            assert (everywhere["predicted"][:, 14, 14] == predicted).all()


def test_one_pooling_breaks_the_odd_shifts(built):
    """The first convolution of the CNN comes before it, the second after it."""
    distances = {
        (row["dataset"], row["operator"], int(row["shift"])): float(row["distance"])
        for row in rows(built, "equivariance")
        if row["architecture"] == "two_conv_two_full"
    }
    for dataset in ("shifted", "centered"):
        for shift in range(9):
            assert distances[dataset, "conv1", shift] < 1e-5
            assert (distances[dataset, "conv2", shift] > 0.05) == (shift % 2 == 1)


def test_the_numbers_are_those_of_the_results(built):
    numbers = json.loads((built.folder / "results/tables/numbers.json").read_text())
    for table in ("accuracy", "translation"):
        for row in rows(built, table):
            run = f"runs/{row['dataset']}/{row['architecture']}"
            for measure in ("test_accuracy", "parameters", "expected_accuracy", "consistency", "garments"):
                if measure in row:
                    assert numbers[f"{run}/{measure}"] == float(row[measure]), (run, measure)
    for row in rows(built, "transfer"):
        name = f"runs/{row['dataset']}/{row['architecture']}/transfer/{row['tested_on']}/accuracy"
        assert numbers[name] == float(row["accuracy"])
    for row in rows(built, "equivariance"):
        name = f"runs/{row['dataset']}/{row['architecture']}/equivariance/{row['operator']}/{row['shift']}"
        assert numbers[f"{name}/distance"] == float(row["distance"])
    known = {"frame": 56, "rows": 29, "columns": 29, "offsets": 841, "height": 28, "width": 28, "classes": 10}
    known |= {"training_garments": 400, "test_garments": 200}
    for dataset in ("shifted", "centered"):
        assert {name: numbers[f"datasets/{dataset}/{name}"] for name in known} == known
    assert numbers["settings/two_full/epochs"] == 2 and numbers["settings/two_full/precision"] == "float32"
    synthesis = json.loads((built.folder / "results/runs/shifted/two_full/seed1/synthesis.json").read_text())
    surest = [image["probabilities"][label] for label, image in enumerate(synthesis["classes"])]
    assert numbers["runs/shifted/two_full/class_image_probability"] == pytest.approx(min(surest), rel=1e-5)
    apart = [
        abs(float(row["accuracy"]) - float(row["notebook_accuracy"])) for row in rows(built, "reproduction")
    ]
    assert numbers["runs/shifted/two_full/notebook_difference"] == pytest.approx(max(apart), rel=1e-4)


def test_the_neurons_of_the_first_layer_look_for_their_weights(built):
    """Under an L2 bound, as its weights are on the frame: the stripes are no artefact of the synthesis."""
    for dataset in ("shifted", "centered"):
        run = built.folder / f"results/runs/{dataset}/two_full/seed1"
        weights = safetensors.numpy.load_file(run / "weights.safetensors")["fc1.weight"]
        with np.load(run / "synthesis.npz") as arrays:
            images = arrays["neurons/fc1"].reshape(weights.shape)
        norms = np.linalg.norm(images, axis=1) * np.linalg.norm(weights, axis=1)
        assert ((images * weights).sum(axis=1) / norms).min() >= 0.99


def test_centered_garments_are_in_the_middle_and_shifted_ones_are_not(built):
    offsets = {
        dataset: np.load(built.folder / f"results/datasets/{dataset}/test.npz")["offsets"]
        for dataset in ("shifted", "centered")
    }
    assert (offsets["centered"] == 14).all()
    assert len(np.unique(offsets["shifted"], axis=0)) > 150


def test_figures_are_pictures_of_at_most_a_page_s_width(built):
    for path in built.folder.glob("results/figures/**/*.png"):
        with Image.open(path) as image:
            width, height = image.size
        assert 600 <= width <= 1260 and height <= 1700, path  # 200 dots per inch, less than 8.5 inches high
        assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
