"""Only what is stale is rebuilt: each test makes a change and looks at which results are made again."""

import os

import pytest

from tests.conftest import new_project, until

pytestmark = pytest.mark.slow

FIGURES_OF_IMAGES = ("class_images", "neuron_images")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project in which everything has been made, of one dataset: half the work for every test."""
    project = new_project(tmp_path_factory.mktemp("small"))
    project.configure(lambda config: config["datasets"].pop("centered"))
    project.build()
    return project


@pytest.fixture
def built(small, tmp_path):
    return small.copy(tmp_path / "built")


def remade(project):
    """Build again; return the results that were made anew."""
    before = project.results()
    project.build()
    after = project.results()
    assert set(before) <= set(after)
    return {path for path, changed in after.items() if before.get(path) != changed}


def settled(project):
    """Say whether a further run finds nothing to do."""
    return "Nothing to be done" in project.build().stderr


def run_files(results, architecture):
    return {path for path in results if f"/{architecture}/" in path}


def test_second_run_has_nothing_to_do(built):
    assert remade(built) == set()
    assert settled(built)


def test_touching_every_source_remakes_nothing(built):
    for path in built.folder.rglob("*"):
        if path.is_file() and not {".snakemake", "results"} & set(path.relative_to(built.folder).parts):
            os.utime(path)
    assert remade(built) == set()


def test_files_that_decide_nothing_remake_nothing(built):
    for file in ("README.md", "config.yaml", "workflow/rules/common.smk", "scripts/shiftlab/config.py"):
        with open(built.folder / file, "a", encoding="utf-8") as target:
            target.write("\n# a remark\n")
    assert remade(built) == set()


def test_an_architecture_remakes_its_own_runs(built):
    built.edit("scripts/architectures/two_full.py", "nn.ReLU()", "nn.Tanh()")
    new = remade(built)
    results = set(built.results())
    common = {
        "figures/learning_curves.pdf",
        "figures/learning_curves.png",
        "tables/accuracy.csv",
        "tables/accuracy.tex",
        "tables/reproduction.csv",
        "tables/reproduction.tex",
    }
    assert new == run_files(results, "two_full") | common
    assert settled(built)


def test_a_figure_s_module_remakes_that_figure(built):
    built.edit("scripts/shiftlab/figures/kernels.py", 'kernels", 15', 'kernels", 10')
    new = remade(built)
    assert new and all("/kernels." in path for path in new)


def test_the_notebook_s_curve_is_in_its_table_and_laid_over_one_figure(built):
    built.edit("workflow/resources/notebook_two_full.csv", "2,122.86,0.8792,6739", "2,122.86,0.8792,6740")
    assert remade(built) == {
        "tables/reproduction.csv",
        "tables/reproduction.tex",
        "figures/shifted/two_full/seed1/learning_curve.pdf",
        "figures/shifted/two_full/seed1/learning_curve.png",
    }


def test_a_figure_s_script_remakes_that_figure(built):
    built.edit("scripts/plot_confusion.py", "rates=True", "rates=bool(1)")
    new = remade(built)
    assert new and all("/confusion_" in path for path in new)


def test_a_module_of_all_figures_remakes_figures_alone(built):
    built.edit("scripts/shiftlab/figures/style.py", '"font.size": 8', '"font.size": 7')
    new = remade(built)
    assert new == {path for path in built.results() if path.startswith("figures/")}


def test_the_training_module_remakes_every_run_but_not_the_data(built):
    built.edit("scripts/shiftlab/training.py", "if epoch else math.nan", "if epoch else float('nan')")
    new = remade(built)
    results = set(built.results())
    assert {path for path in results if path.startswith("runs/")} <= new
    assert not any(path.startswith(("sources/", "datasets/")) or "/samples" in path for path in new)


def test_a_learning_rate_of_one_architecture_remakes_that_one(built):
    built.configure(
        lambda config: config["architectures"]["two_full"].update(training={"learning_rate": 0.05})
    )
    new = remade(built)
    assert run_files(built.results(), "two_full") <= new
    assert not run_files(new, "two_conv_two_full")


def test_synthesis_steps_remake_synthesis_and_its_figures(built):
    built.configure(lambda config: config["synthesis"].update(steps=6))
    new = remade(built)
    wanted = ("/synthesis.", *(f"/{figure}." for figure in FIGURES_OF_IMAGES))
    assert new == {path for path in built.results() if any(part in path for part in wanted)}
    assert settled(built)


def test_a_class_s_new_name_trains_nothing(built):
    def rename(config):
        config["sources"]["fashion_mnist"]["classes"] = ["Tee", *"bcdefghij"]

    built.configure(rename)
    new = remade(built)
    assert "figures/shifted/two_full/seed1/confusion_counts.png" in new
    assert not any(path.endswith((".safetensors", "test.npz")) for path in new)


def test_a_new_seed_adds_runs_and_keeps_the_old(built):
    built.configure(lambda config: config.update(seeds=[1, 2]))
    new = remade(built)
    assert {path.split("/seed")[0] for path in new if path.endswith("seed2/weights.safetensors")} == {
        "runs/shifted/two_full",
        "runs/shifted/two_conv_two_full",
    }
    assert not any("/seed1/" in path for path in new)
    assert settled(built)


def test_a_deleted_figure_is_made_again(built):
    (built.folder / "results/figures/shifted/two_full/seed1/classified.png").unlink()
    new = remade(built)
    assert new and all("/shifted/two_full/seed1/classified." in path for path in new)


def test_an_edit_while_training_runs_is_noticed(built):
    """The network that was trained is not the one in the file, although its weights are newer."""
    built.configure(lambda config: config["training"].update(epochs=40))
    weights = "results/runs/shifted/two_full/seed1/weights.safetensors"
    log = built.folder / "results/logs/train/shifted/two_full/seed1.log"
    log.unlink()
    with built.start(weights) as running:
        until(lambda: log.exists() and "epoch 1:" in log.read_text(), running)
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
    assert remade(built)


def test_data_that_changed_in_place_is_refused(built):
    labels = built.folder / "tests/data/t10k-labels-idx1-ubyte.gz"
    labels.write_bytes(labels.read_bytes()[:-20])
    done = built.snakemake()
    assert done.returncode == 1
    assert "t10k-labels-idx1-ubyte.gz is truncated or corrupted" in done.stderr
