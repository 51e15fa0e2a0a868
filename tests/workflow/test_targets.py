"""Short names as targets, and the removal of what an earlier configuration made."""

import pytest

from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow


def test_a_short_name_makes_the_figures_and_tables_of_that_name(built):
    named = {f"figures/transfer{suffix}" for suffix in (".pdf", ".png")}
    named |= {f"tables/transfer{suffix}" for suffix in (".csv", ".tex")}
    named |= {path for path in built.results() if "/kernels." in path}
    assert len(named) == 8
    for path in (*named, "figures/ripple.png"):
        (built.folder / "results" / path).unlink()
    built.build("transfer", "kernels")
    assert named <= set(built.results())
    assert stale(built) >= {"figures/ripple.png"}  # which was not asked for


def test_a_name_of_nothing_in_this_configuration_is_one_line(built):
    done = built.snakemake("summary")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == "error: summary: this configuration has no figure or table of that name"


def test_what_is_no_longer_made_is_counted_listed_and_removed(built):
    notes = built.folder / "results/figures/notes.txt"
    notes.touch()
    checkpoint = built.folder / "results/runs/shifted/two_conv_two_full/seed1/checkpoint.zip"
    checkpoint.touch()
    before = set(built.results())
    assert "remove_leftovers" not in built.build("--forcerun", "plot_transfer").stderr
    built.configure(lambda config: config["architectures"].pop("two_conv_two_full"))
    *_, counted, done = built.build().stderr.splitlines()
    old = {path for path in built.folder.glob("results/**/two_conv_two_full/**/*") if path.is_file()}
    assert counted.startswith(f"{len(old)} files in results are of no network, dataset or seed")
    assert done.startswith("Done: ")
    said = built.build("remove_leftovers").stderr
    assert all(str(path.relative_to(built.folder)) in said for path in old)
    assert f"Removed {len(old)} files" in said
    after = set(built.results())
    assert not any("two_conv_two_full" in path for path in after) and notes.exists()
    assert {path for path in before - after if "/two_conv_two_full/" not in path} == set()
    assert stale(built) == set()
    assert "Removed 0 files" in built.build("remove_leftovers").stderr


def test_a_figure_that_no_longer_makes_sense_is_no_longer_made(built):
    """The network is in the configuration all the same."""
    built.configure(lambda config: config["architectures"]["two_full"].update(synthesis={"neurons": 0}))
    counted = built.build().stderr.splitlines()[-2]
    assert counted.startswith("4 files in results")  # neuron_images, of two datasets
