"""Only what is stale is rebuilt: each test makes a change and compares what Snakemake plans to make again.

What it would make is what it makes: some tests build as well, and hold one against the other.
"""

import csv
import json
import os

import pytest
import torch

from tests.conftest import ROOT, until

pytestmark = pytest.mark.slow

FIGURES_OF_IMAGES = ("class_images", "neuron_images", "controls")
TABLES = ("accuracy", "translation", "networks", "ripple", "transfer", "comparisons")
FIGURES = ("learning_curves", "translation_maps", "accuracy_by_distance", "ripple", "transfer", "networks")
# Of the networks without a front end.
EQUIVARIANCE = {
    *(f"tables/equivariance{suffix}" for suffix in (".csv", ".tex")),
    *(f"figures/equivariance{suffix}" for suffix in (".pdf", ".png", ".svg")),
}
HANDOUT = {f"handout/{folder}handout.{kind}" for folder in ("", "draft/") for kind in ("html", "pdf")}
OF_THE_PAGE = {  # of the first seed
    "handout/garments.csv",
    "figures/three_offsets.pdf",
    "figures/three_offsets.png",
    "figures/three_offsets.svg",
}
NUMBERS = {"tables/numbers.json", "tables/numbers.tex"}
CAPTIONS = {f"captions/{path.name}" for path in (ROOT / "workflow/report").glob("*.rst")}
# What is made of a translation map.
MEASURED = (
    *("invariance", "translation", "networks", "ripple", "class_maps", "translation_maps"),
    *("accuracy_by_distance", "garments", "three_offsets", "numbers", "handout"),
)
RUNS_TOGETHER = {
    *(f"tables/{table}{suffix}" for table in TABLES for suffix in (".csv", ".tex")),
    *(f"figures/{figure}{suffix}" for figure in FIGURES for suffix in (".pdf", ".png", ".svg")),
    *(OF_THE_PAGE | NUMBERS | HANDOUT | CAPTIONS),
}


def stale(project):
    """Return the results that Snakemake would make."""
    done = project.snakemake("--summary")
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(done.stdout.splitlines(), delimiter="\t")
    return {row["output_file"].removeprefix("results/") for row in rows if row["plan"] == "update pending"}


def remade(project):
    """Build again; return the results that were made anew, which must be those that were stale."""
    expected, before = stale(project), project.results()
    project.build()
    after = project.results()
    assert set(before) <= set(after)
    new = {path for path, changed in after.items() if before.get(path) != changed}
    assert new == expected
    assert stale(project) == set()
    return new


def of_map(results):
    """Return the results that are made of translation maps."""
    made = {path for path in results if path.rpartition("/")[2].split(".")[0] in MEASURED}
    return made | CAPTIONS


def run_files(results, name):
    """Return the results that belong to an architecture or a dataset."""
    return {path for path in results if f"/{name}/" in path}


def test_second_run_has_nothing_to_do(built):
    assert stale(built) == set()
    assert "Nothing to be done" in built.build().stderr


def test_touching_every_source_remakes_nothing(built):
    for path in built.folder.rglob("*"):
        if path.is_file() and not {".snakemake", "results"} & set(path.relative_to(built.folder).parts):
            os.utime(path)
    assert stale(built) == set()


def test_a_comment_or_a_docstring_remakes_nothing(built):
    """In any module, script, rule, or text that is no result."""
    for path in [*built.folder.glob("scripts/**/*.py"), *built.folder.glob("workflow/*/*.smk")]:
        with open(path, "a", encoding="utf-8") as target:
            target.write("\n\n# a remark\n")
    edited = 0
    for path in built.folder.glob("scripts/**/*.py"):
        text = path.read_text()
        if '"""\n' in text:
            path.write_text(text.replace('"""\n', ' And more.\n"""\n', 1))
            edited += 1
    assert edited > 60
    for name in ("README.md", "config.yaml", "Snakefile", "scripts/shiftlab/experiment/load.py"):
        with open(built.folder / name, "a", encoding="utf-8") as target:
            target.write("\n# a remark\n")
    assert stale(built) == set()


def test_how_a_job_is_logged_decides_no_result(built):
    built.edit("scripts/shiftlab/jobs/log.py", '"interrupted; ', '"stopped; ')
    built.edit("scripts/shiftlab/jobs/progress.py", "leave=False", "leave=True")
    assert stale(built) == set()


def test_an_architecture_remakes_its_own_runs(built):
    built.edit("scripts/architectures/two_full.py", "nn.ReLU()", "nn.Tanh()")
    perceptron = {
        "tables/stripes.csv",
        "tables/stripes.tex",
        "tables/reproduction.csv",
        "tables/reproduction.tex",
    }
    own = run_files(built.results(), "two_full") | perceptron
    assert stale(built) == own | RUNS_TOGETHER | EQUIVARIANCE


def test_a_figure_s_module_remakes_that_figure_and_the_handout_that_shows_it(built):
    built.edit("scripts/shiftlab/figures/kernels.py", 'kernels", 15', 'kernels", 10')
    new = remade(built)
    assert new > HANDOUT and all("/kernels." in path for path in new - HANDOUT)


def test_a_figure_that_the_handout_does_not_show_leaves_it(built):
    built.edit("scripts/shiftlab/figures/output_weights.py", "width_ratios=[40, 1.5]", "width_ratios=[40, 2]")
    new = remade(built)
    assert new and all("/output_weights." in path for path in new)


def test_the_notebook_s_curve_is_in_its_table_and_laid_over_one_figure(built):
    built.edit("workflow/resources/notebook_two_full.csv", "2,122.86,0.8792,6739", "2,122.86,0.8792,6740")
    assert stale(built) == {
        "tables/reproduction.csv",
        "tables/reproduction.tex",
        "figures/shifted/two_full/seed1/learning_curve.pdf",
        "figures/shifted/two_full/seed1/learning_curve.png",
        "figures/shifted/two_full/seed1/learning_curve.svg",
        *(NUMBERS | HANDOUT | CAPTIONS),
    }


def test_a_figure_s_code_remakes_that_figure_and_those_of_the_same_job(built):
    built.edit("scripts/shiftlab/figures/confusion.py", 'cmap="Blues"', 'cmap="Greens"')
    new = stale(built)
    assert new > HANDOUT
    assert all("/confusion_" in path or "/classified" in path for path in new - HANDOUT)


def test_a_module_of_all_figures_remakes_figures_alone(built):
    built.edit("scripts/shiftlab/figures/style.py", '"font.size": 8', '"font.size": 7')
    assert stale(built) == {path for path in built.results() if path.startswith("figures/")} | HANDOUT


def test_the_training_module_remakes_every_run_but_not_the_data(built):
    built.edit("scripts/shiftlab/training/loop.py", "if epoch else math.nan", "if epoch else float('nan')")
    new = stale(built)
    assert {path for path in built.results() if path.startswith("runs/")} <= new
    assert not any(
        path.startswith(("sources/", "datasets/")) or "/samples." in path for path in new - CAPTIONS
    )


def test_a_learning_rate_of_one_architecture_remakes_that_one(built):
    built.configure(
        lambda config: config["architectures"]["two_full"].update(training={"learning_rate": 0.05})
    )
    new = stale(built)
    assert run_files(built.results(), "two_full") <= new
    assert not run_files(new, "two_conv_two_full")


def test_synthesis_steps_remake_synthesis_and_its_figures(built):
    built.configure(lambda config: config["synthesis"].update(steps=6))
    wanted = ("/synthesis.", *(f"/{figure}." for figure in FIGURES_OF_IMAGES))
    images = {path for path in built.results() if any(part in path for part in wanted)}
    assert stale(built) == images | NUMBERS | HANDOUT | CAPTIONS


def test_another_number_of_garments_measures_again_and_trains_nothing(built):
    built.configure(lambda config: config["translation"].update(images_per_class=2))
    assert remade(built) == of_map(built.results())
    rows = csv.DictReader((built.folder / "results/tables/translation.csv").open())
    assert {row["garments"] for row in rows} == {"20"}


def test_how_translation_is_mapped_decides_nothing_else(built):
    built.edit("scripts/shiftlab/analysis/translation.py", "STEPS = 255", "STEPS = 127")
    assert stale(built) == of_map(built.results())


def test_how_invariance_is_measured_runs_no_network_again(built):
    built.edit("scripts/shiftlab/analysis/invariance.py", "len(values) > 1", "len(values) > 2")
    new = stale(built)
    assert new == {path for path in of_map(built.results()) if not path.endswith("/translation.npz")}


def test_how_stripes_are_measured_decides_nothing_else(built):
    built.edit("scripts/shiftlab/analysis/spectra.py", "ATOMS = 32", "ATOMS = 31")
    measured = {path for path in built.results() if "/stripes." in path or "/covariance." in path}
    assert stale(built) == measured | NUMBERS | HANDOUT | CAPTIONS


def test_how_equivariance_is_measured_decides_nothing_else(built):
    built.edit("scripts/shiftlab/analysis/equivariance.py", "PER_CLASS = 5", "PER_CLASS = 4")
    measured = {path for path in built.results() if path.endswith("/equivariance.csv")} | EQUIVARIANCE
    assert stale(built) == measured | NUMBERS | HANDOUT | CAPTIONS


def test_a_class_s_new_name_trains_nothing(built):
    def rename(config):
        config["sources"]["fashion_mnist"]["classes"] = ["Tee", *"bcdefghij"]

    built.configure(rename)
    new = stale(built)
    assert "figures/shifted/two_full/seed1/confusion_counts.png" in new
    assert not any(path.endswith((".safetensors", ".npz")) for path in new)


def test_another_version_of_torch_remakes_what_torch_computes(built):
    package = built.folder / "scripts/torch-99.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: torch\nVersion: 99.0\n")
    runs = {path for path in built.results() if path.startswith("runs/")}
    new = stale(built)
    assert runs <= new and not any(path.startswith(("sources/", "datasets/")) for path in new)


def test_another_number_of_threads_remakes_the_runs(built):
    built.configure(lambda config: config.update(threads=2))
    assert {path for path in built.results() if path.endswith(".safetensors")} <= stale(built)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_the_kind_of_device_counts_and_not_how_it_is_chosen(built):
    built.configure(lambda config: config.update(device="auto"))
    assert stale(built) == set()


def test_threads_that_snakemake_does_not_grant_decide_nothing(project, built):
    """What is recorded is what was used, with any --cores."""
    project.configure(lambda config: config.update(threads=2))
    weights = "results/runs/shifted/two_full/seed1/weights.safetensors"
    other = project.copy(project.folder.with_name("other"))
    project.build(weights)
    other.build("--cores", "1", weights)
    assert project.bytes_of(weights) == other.bytes_of(weights)
    for each in (project, other):
        cost = json.loads((each.folder / weights).with_name("cost.json").read_text())
        assert cost["threads"] == 2


def test_a_training_repeated_to_the_same_weights_invalidates_what_shows_its_cost(built):
    folder = "results/runs/shifted/two_full/seed1"
    decisive = [f"{folder}/{name}" for name in ("weights.safetensors", "training.json", "history.csv")]
    before = built.bytes_of(*decisive)
    built.build("--forcerun", "train", "--", decisive[0])
    assert built.bytes_of(*decisive) == before
    cost = built.folder / folder / "cost.json"
    cost.write_text(json.dumps(json.loads(cost.read_text()) | {"seconds": 1000}))  # as on a slow machine
    networks = {f"{kind}/networks" for kind in ("tables", "figures")}
    assert {path.rpartition(".")[0] for path in stale(built) - HANDOUT} == networks


def test_all_figures_are_those_of_every_seed(built):
    built.configure(lambda config: config.update(seeds=[1, 2]))
    assert not any("/seed2/" in path for path in stale(built) if path.startswith("figures/"))
    assert not any(path.endswith("seed2/synthesis.npz") for path in stale(built))
    built.configure(lambda config: config.update(figures="all"))
    new = stale(built)
    first = {path for path in built.results() if path.startswith("figures/") and "/seed1/" in path}
    assert first and {path.replace("/seed1/", "/seed2/") for path in first} <= new
    assert "runs/centered/two_full/seed2/synthesis.npz" in new


def test_a_new_seed_adds_runs_and_a_summary_and_keeps_the_old(built):
    built.configure(lambda config: config.update(seeds=[1, 2]))
    new = stale(built)
    assert {path.split("/seed")[0] for path in new if path.endswith("seed2/weights.safetensors")} == {
        f"runs/{dataset}/{architecture}"
        for dataset in ("shifted", "centered")
        for architecture in ("two_full", "two_conv_two_full")
    }
    assert not any("/seed1/" in path for path in new)
    assert RUNS_TOGETHER - OF_THE_PAGE | EQUIVARIANCE | {"tables/summary.csv", "tables/summary.tex"} <= new
    assert not OF_THE_PAGE & new


def test_two_seeds_are_two_rows_in_every_table_and_a_summary(built):
    def narrow(config):
        config.update(seeds=[1, 2])
        config["datasets"].pop("centered")
        config["architectures"].pop("two_conv_two_full")

    built.configure(narrow)
    folder, tables = built.folder / "results/tables", (*TABLES, "stripes", "equivariance", "reproduction")
    built.build(*(f"results/tables/{table}.csv" for table in (*tables, "summary")))
    for table in set(tables) - {"comparisons"}:
        assert {row["seed"] for row in csv.DictReader((folder / f"{table}.csv").open())} == {"1", "2"}, table
    rows = list(csv.DictReader((folder / "summary.csv").open()))
    measures = {row["measure"]: row["seeds"] for row in rows}
    for measure in (
        *("expected_accuracy", "consistency", "accuracy (shifted)", "pair_share (fc1, noise, middle)"),
        "distance (fc1, 1)",
    ):
        assert measures[measure] == "2"
    assert all(float(row["interval"]) >= 0 for row in rows)


def test_a_dataset_of_another_frame_is_tested_on_itself_alone(built):
    built.configure(
        lambda config: config["datasets"].update(
            small={"source": "fashion_mnist", "frame": 40, "placement": "center"}
        )
    )
    new = stale(built)
    assert "runs/small/two_full/seed1/predictions/small.npz" in new
    assert {path.rpartition("/")[2] for path in new if "/predictions/" in path} == {"small.npz", "small.json"}


def test_a_deleted_figure_is_made_again(built):
    (built.folder / "results/figures/shifted/two_full/seed1/classified.png").unlink()
    drawn = {path.removeprefix("figures/shifted/two_full/seed1/") for path in stale(built) - HANDOUT}
    together = ("confusion_counts", "confusion_rates", "classified")  # one job draws these
    assert drawn == {name + suffix for name in together for suffix in (".pdf", ".png", ".svg")}


def test_an_edit_while_training_runs_is_noticed(built):
    """The network that was trained is not the one in the file, although its weights are newer."""
    built.configure(lambda config: config["training"].update(epochs=40))
    weights = "results/runs/shifted/two_full/seed1/weights.safetensors"
    log = built.folder / "results/logs/train/shifted/two_full/seed1.log"
    log.unlink()
    with built.start(weights) as running:
        until(lambda: log.exists() and "epoch 1 of" in log.read_text(), running)
        built.edit("scripts/architectures/two_full.py", "nn.ReLU()", "nn.Tanh()")
        assert running.wait() == 0
    trained = built.results()
    built.build(weights)
    assert weights.removeprefix("results/") in {
        path for path, at in built.results().items() if trained[path] != at
    }


def test_an_edit_with_an_old_time_stamp_is_noticed(built):
    file = built.folder / "scripts/shiftlab/figures/kernels.py"
    built.edit("scripts/shiftlab/figures/kernels.py", 'kernels", 15', 'kernels", 10')
    os.utime(file, (1, 1))
    assert stale(built)


def test_data_that_changed_in_place_is_refused(built):
    labels = built.folder / "tests/tiny/t10k-labels-idx1-ubyte.gz"
    labels.write_bytes(labels.read_bytes()[:-20])
    done = built.snakemake()
    assert done.returncode == 1
    assert "t10k-labels-idx1-ubyte.gz: cannot be read" in done.stderr
