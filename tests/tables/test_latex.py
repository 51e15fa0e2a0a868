"""What tables and numbers are on a page of LaTeX."""

import json

import numpy as np
import pandas as pd
import pytest
import yaml
from matplotlib.figure import Figure

from shiftlab.analysis import covariance, spectra
from shiftlab.tables import (
    accuracy,
    comparisons,
    deformation,
    equivariance,
    examples,
    files,
    networks,
    number_files,
    reproduction,
    ripple,
    stripes,
    summary,
    tested_on,
    translation,
    tuning,
)
from tests import latex
from tests.conftest import ROOT
from tests.test_security import HOSTILE

NUMBERS = {"runs/shifted/two_full/test_accuracy": 0.71754, "runs/shifted/two_full/parameters": 314710}
LABELS = ["recentred perceptron", "perceptron"]  # as long as they may be, and shorter
TUNED = {"learning_rate": 0.005, "schedule": "constant", "momentum": 0.95, "epochs": 100}
WIDEST = {"parameters": 12_345_678, "encoding_seconds": 12345.678, "training_seconds": 12345.678}


@pytest.fixture
def folder(tmp_path):
    """A folder with the numbers and the figure of the documented example, and room for tables."""
    (tmp_path / "results/tables").mkdir(parents=True)
    (tmp_path / "results/figures").mkdir()
    names = {f"word{number}": word for number, word in enumerate(HOSTILE)}
    paths = [tmp_path / f"results/tables/numbers.{kind}" for kind in ("json", "tex")]
    number_files.write(NUMBERS | names, *paths)
    Figure(figsize=(8, 3)).savefig(tmp_path / "results/figures/translation_maps.pdf")
    return tmp_path


def widest(table):
    """Fill a table with the widest numbers: 100.0 % wherever there is a share."""
    floats = dict.fromkeys(table.select_dtypes("float"), 1.0)
    return table.assign(**floats | {column: wide for column, wide in WIDEST.items() if column in table})


@pytest.fixture
def write(folder, record, random_map):
    """A function that writes every table of a study with these seeds, and returns their names."""
    names = yaml.safe_load((ROOT / "study.yaml").read_text())["architectures"]
    (folder / "shifted.json").write_text(json.dumps({"frames": 10, "loss": 0.5, "accuracy": 0.5}))
    (folder / "cost.json").write_text(json.dumps({"seconds": 2.5}))
    measures, measured = folder / "shifted.json", random_map[0]
    arrays = spectra.stripes(*np.random.default_rng(0).normal(size=(2, 4, 8, 8)), (6, 6), seed=1)
    np.savez(folder / "stripes.npz", **{f"fc1/{name}": array for name, array in arrays.items()})
    distances = {
        "operator": "conv1",
        "kind": "convolution",
        "stride": 1.0,
        "shift": range(9),
        "distance": 0.5,
    }
    files.write(pd.DataFrame(distances), folder / "equivariance.csv", folder / "equivariance.tex")
    np.savez(folder / "covariance.npz", **covariance.measure(np.eye(6, dtype=np.uint8)[None], 8, "uniform"))
    striped = folder / "stripes.npz", folder / "covariance.npz"
    still = {name: np.ones(5) for name in ("distances", "pixel_distances")}
    moved = {name: np.ones((4, 5)) for name in ("changes", "pixel_changes")}
    stretches = (0.01, 0.02, 0.05, 0.1)
    np.savez(folder / "deformation.npz", shape=(1824,), stretches=stretches, **still, **moved)
    notebook = pd.DataFrame({"epoch": range(11), "loss": 0.5, "correct": 5000})
    tried = []
    for name in names:
        found = {
            "validation_loss": 0.5,
            "validation_accuracy": 0.5,
            "validation_garments": 10,
            "seconds": 2.5,
        }
        tried.append(folder / f"tuning_{name}.json")
        tried[-1].write_text(json.dumps(found | {"architecture": name, "training": TUNED}))
    history = pd.DataFrame({"epoch": range(11), "test_loss": 0.5, "test_accuracy": 0.5})

    def tables(seeds):
        datasets = ("shifted", "centered")
        runs = [
            {"network": label, "trained_on": dataset, "dataset": dataset, "architecture": name, "seed": seed}
            for dataset in ("any placement", *datasets)
            for name, label in zip(names, LABELS * len(names))
            for seed in seeds
        ]
        rows = {
            "accuracy": [accuracy.row(run, record, measures) for run in runs],
            "translation": [translation.row(run, measured) for run in runs],
            "ripple": [ripple.row(run, measured) for run in runs],
            "transfer": [tested_on.row(run, dataset, measures) for run in runs for dataset in datasets],
            "examples": [examples.row(run, 60000, 1, measures) for run in runs],
            "stripes": [row for run in runs for row in stripes.rows(run, *striped)],
            "equivariance": [
                row for run in runs for row in equivariance.rows(run, folder / "equivariance.csv")
            ],
            "networks": [networks.row(run, record, folder / "cost.json", measured, measures) for run in runs],
        }
        found = {name: pd.DataFrame(every) for name, every in rows.items()}
        found["reproduction"] = reproduction.compare(notebook, dict.fromkeys(seeds, history))
        stretched = [row for run in runs for row in deformation.rows(run, folder / "deformation.npz")]
        found["deformation"] = pd.DataFrame(stretched)
        found["examples"] = examples.with_needs(found["examples"])
        right = np.random.default_rng(0).random((len(runs), 20)) < 0.5
        found["comparisons"] = comparisons.table(runs[:40], right, ["one"] * 40)
        found["summary"] = summary.of_tables([found[name] for name in list(rows)[:-1]])
        found["tuning"] = tuning.tabulate(
            tried, list(TUNED), dict.fromkeys(names, TUNED), dict.fromkeys(names, LABELS[0])
        )
        left_out = {"translation": translation, "ripple": ripple, "stripes": stripes, "accuracy": accuracy}
        left_out |= {"transfer": tested_on, "examples": examples, "networks": networks, "tuning": tuning}
        left_out |= {"comparisons": comparisons, "summary": summary, "equivariance": equivariance}
        for name, table in found.items():
            omitted = left_out[name].LEFT_OUT if name in left_out else ()
            csv, tex = (folder / f"results/tables/{name}.{kind}" for kind in ("csv", "tex"))
            files.write(widest(table), csv, tex, left_out=omitted)
        return list(found)

    return tables


@pytest.mark.parametrize("paper", ["a4paper", "letterpaper"])
@pytest.mark.parametrize("seeds", [[1], [1, 2, 3, 4, 5]], ids=["a seed", "five seeds"])
def test_every_table_of_the_longest_names_fits_the_documented_page(folder, write, paper, seeds):
    assert latex.complaints(folder, *latex.example(write(seeds)), paper) == []


def test_names_are_text_whatever_they_are(folder):
    table = pd.DataFrame({"dataset": [name for name in HOSTILE if len(name) < 50], r"a_b \x $": 0.5})
    files.write(table, folder / "table.csv", folder / "results/tables/table.tex")
    preamble, body = latex.example(["table"])
    words = "\n\n".join(
        f"\\shiftlab{{word{number}}}" for number, word in enumerate(HOSTILE) if len(word) < 50
    )
    assert latex.complaints(folder, preamble, body + words) == []


@pytest.mark.parametrize("macro", ["shiftlab", "shiftlabpercent"])
def test_an_unknown_number_is_an_error_that_names_it(folder, macro):
    preamble, _ = latex.example([])
    found = latex.complaints(folder, preamble, f"It is \\{macro}{{runs/shifted/two_full/none}}.\n")
    assert found == ["! Shiftlab: there is no number called runs/shifted/two_full/none."]


def test_a_share_is_in_percent(folder):
    preamble, _ = latex.example([])
    body = r"\typeout{It is \shiftlabpercent{runs/shifted/two_full/test_accuracy} \%.}"
    body += r"\typeout{It has \shiftlab{runs/shifted/two_full/parameters}.} ."
    assert latex.complaints(folder, preamble, body) == []
    log = (folder / "page.log").read_text()
    assert "It is 71.8 \\%." in log and "It has 314710." in log
