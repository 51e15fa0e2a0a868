"""Short names as targets, and the removal of what an earlier configuration made."""

import shutil

import pytest

from tests.workflow.test_staleness import stale

pytestmark = pytest.mark.slow


def test_a_short_name_makes_the_figures_and_tables_of_that_name(built):
    named = {f"figures/transfer{suffix}" for suffix in (".pdf", ".png", ".svg")}
    named |= {f"tables/transfer{suffix}" for suffix in (".csv", ".tex")}
    named |= {path for path in built.results() if path.startswith("figures/") and "/kernels." in path}
    assert len(named) == 11
    for path in (*named, "figures/ripple.png"):
        (built.folder / "results" / path).unlink()
    built.build("transfer", "kernels")
    assert named <= set(built.results())
    assert stale(built) >= {"figures/ripple.png"}  # which was not asked for


def test_a_file_may_be_named(built):
    file = built.folder / "results/figures/shifted/two_full/seed1/neuron_images.png"
    file.unlink()
    built.build(str(file.relative_to(built.folder)))
    assert file.exists()


def test_a_name_of_nothing_in_this_configuration_is_one_line(built):
    done = built.snakemake("summary")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last == "error: summary: this configuration has no figure or table of that name"


def test_what_is_no_longer_made_is_counted_listed_and_removed(built):
    """Of a network that was removed, and a figure that another network no longer has."""
    run = built.folder / "results/runs/shifted/two_conv_two_full"
    copied = shutil.copytree(run, run.with_name("mine"))
    assert "remove_leftovers" not in built.build("--forcerun", "publish_handout").stderr

    def change(config):
        config["architectures"].pop("two_conv_two_full")
        config["architectures"]["two_full"]["synthesis"] = {"neurons": 0}

    built.configure(change)
    patterns = ("**/two_conv_two_full/**/*", "figures/*/two_full/seed1/neuron_images.*")
    old = {path for pattern in patterns for path in built.folder.glob(f"results/{pattern}") if path.is_file()}
    old |= set(built.folder.glob("results/logs/plot_neuron_images/*/two_full/seed1.log"))
    # The comparisons, which no longer show that network, are taken for up to date.
    *_, counted, done = built.build("--touch").stderr.splitlines()
    assert counted.startswith(f"{len(old)} files in results no longer belong to the configuration; ")
    plan = built.build("--dry-run", "remove_leftovers").stdout
    assert f"remove leftovers: {len(old)} files no longer belong to the configuration\n" in plan
    assert all(f"  {path.relative_to(built.folder)}\n" in plan for path in old)
    assert done.startswith("Done: ")
    kept = set(built.results())
    said = built.build("remove_leftovers").stderr
    assert all(str(path.relative_to(built.folder)) in said for path in old)
    assert f"Removed {len(old)} files" in said
    removed = {path.relative_to(built.folder / "results").as_posix() for path in old}
    assert set(built.results()) == kept - removed and copied.exists()
    assert "no longer belong" not in built.build("--forcerun", "publish_handout").stderr
    assert not list(built.folder.glob("results/**/two_conv_two_full"))
    assert stale(built) == set()
