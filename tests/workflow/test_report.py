"""Snakemake's own report: everything in it, with captions that take their numbers from the results."""

import csv
import json

import numpy as np
import pytest

from tests.workflow.page import Opened

pytestmark = pytest.mark.slow

REPORT = "results/report.html"


def test_the_report_shows_and_explains_every_figure_and_table(built, browser):
    done = built.snakemake("--report", REPORT)
    assert done.returncode == 0, done.stderr
    opened = Opened(browser, built.folder / REPORT, ready="text=Comparison")
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    shown, categories = (opened.page.evaluate(name) for name in ("results", "categories"))

    files = {path for path in built.results() if path.startswith(("figures/", "tables/"))}
    files = {path for path in files if path.endswith((".png", ".csv"))}
    assert set(shown) == {f"results/{path}" for path in files} | {
        f"results/handout/handout.{kind}" for kind in ("html", "pdf")
    }
    assert set(categories) == {
        *("Garments", "Comparison", "Learning", "Mistakes", "Preferred images", "Weights"),
        *("Translation maps of a run", "Tables", "Handout"),
    }
    for path, entry in shown.items():
        assert len(entry["caption"]) > 40 and entry["labels"], path
        for mark in ("{{", "{%", "``", "system-message", "nan"):
            assert mark not in entry["caption"], path

    version = (built.folder / "VERSION").read_text().strip()
    assert f"Shiftlab {version}" in shown["results/handout/handout.html"]["caption"]
    numbers = json.loads((built.folder / "results/tables/numbers.json").read_text())
    own = shown["results/figures/shifted/two_full/seed1/learning_curve.png"]
    assert own["labels"] == {
        "figure": "learning curve",
        "network": "perceptron, trained on shifted",
        "seed": "1",
    }
    assert f"{100 * numbers['runs/shifted/two_full/test_accuracy']:.1f} %" in own["caption"]
    with open(built.folder / "results/tables/accuracy.csv", encoding="utf-8") as file:
        best = max(csv.DictReader(file), key=lambda row: float(row["test_accuracy"]))
    caption = shown["results/figures/networks.png"]["caption"]
    assert f"{best['network']} ({best['trained_on']})" in caption
    assert f"{100 * float(best['test_accuracy']):.1f} %" in caption


def test_a_network_without_mistakes_is_said_to_make_none(built, browser):
    predictions = built.folder / "results/runs/shifted/two_full/seed1/predictions/shifted.json"
    measures = json.loads(predictions.read_text())
    measures["confusion"] = np.diag(np.sum(measures["confusion"], axis=1)).tolist()
    predictions.write_text(json.dumps(measures))
    built.build()
    page = (built.folder / "results/handout/handout.html").read_text()
    assert "the perceptron classifies every test frame correctly" in " ".join(page.split())
    built.build("--report", REPORT)
    shown = Opened(browser, built.folder / REPORT, ready="text=Comparison").page.evaluate("results")
    captions = {
        name: shown[f"results/figures/shifted/{name}/seed1/confusion_rates.png"]["caption"]
        for name in ("two_full", "two_conv_two_full")
    }
    assert "100.0 % of its frames, and makes no mistake." in " ".join(captions["two_full"].split())
    assert "the most common mistake affects" in " ".join(captions["two_conv_two_full"].split())


def test_damaged_numbers_hinder_no_build(built):
    """As if a kill had cut them off, for instance."""
    numbers = built.folder / "results/tables/numbers.json"
    whole = numbers.read_text()
    numbers.write_text(whole[:100])
    built.build("--forcerun", "tabulate_numbers", "--", "results/tables/numbers.json")
    assert numbers.read_text() == whole
