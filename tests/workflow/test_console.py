"""What a user sees: a line for each job, why it has to run, and what was made."""

import gzip
import re

import pytest

from tests.conftest import until

pytestmark = pytest.mark.slow

RUN = "results/runs/shifted/two_full/seed1"
KERNELS = "results/figures/shifted/two_conv_two_full/seed1/kernels.png"
DONE = "Done: see results/handout, results/figures, results/tables and results/runs"


def lines(text):
    """Return the lines that were printed, with N for each duration, less that on the profile."""
    found = [re.sub(r"\d+ (s|min)\b", "N", line) for line in text.splitlines()]
    return [line for line in found if not line.startswith("Using workflow specific profile")]


def plan(project, *arguments):
    """Return {job: why it would run}, of a dry run."""
    *jobs, last = project.build("--dry-run", *arguments).stdout.splitlines()
    assert all(len(line) <= 110 for line in jobs)
    reasons = dict(line.split(": ", 1) for line in jobs if line != "Building DAG of jobs...")
    assert re.fullmatch(rf"{len(reasons)} jobs? to run; this was a dry run, which makes nothing", last)
    return reasons


def test_a_line_for_each_job_that_begins_or_ends(project):
    target = "results/figures/shifted/samples.png"
    assert lines(project.build(target).stderr) == [
        "Building DAG of jobs...",
        "3 jobs to run",
        "[0 of 3] download fashion_mnist: begun",
        "[1 of 3] download fashion_mnist: done in N",
        "[1 of 3] freeze test shifted: begun",
        "[2 of 3] freeze test shifted: done in N",
        "[2 of 3] plot samples shifted: begun",
        "[3 of 3] plot samples shifted: done in N",
        f"Done: {target}",
    ]
    (log,) = project.folder.glob(".snakemake/log/*.log")
    assert "reason: Missing output files: results/figures/shifted/samples.png" in log.read_text()


def kernels(project):
    """Delete the kernels of both runs, which a plain build draws again."""
    paths = list(project.folder.glob("results/figures/*/*/seed1/kernels.*"))
    for path in paths:
        path.unlink()
    assert len(paths) == 6  # PDF, PNG and SVG


def test_the_last_build_tells_how_long_this_one_takes(built):
    kernels(built)
    *every, last = lines(built.build("--cores", "1").stderr)
    done = [line for line in every if ": done in " in line]
    assert [line.partition("]")[0] for line in done] == [f"[{number} of 4" for number in range(1, 5)]
    assert all(line.endswith(": done in N; about N left") for line in done[:-1])
    assert done[-1].endswith(": done in N")
    assert sum("plot kernels" in line for line in done) == 2
    assert last == DONE


@pytest.mark.parametrize(
    ("target", "rule", "made"),
    [
        (
            "plot_networks",
            "plot_networks",
            "results/figures/networks.pdf, results/figures/networks.png and results/figures/networks.svg",
        ),
        (
            "ripple",
            "plot_translation",
            "results/figures/ripple.pdf, results/figures/ripple.png, results/figures/ripple.svg and 2 more",
        ),
    ],
)
def test_the_last_line_names_what_a_rule_or_a_short_name_made(built, target, rule, made):
    done = built.build(target, "--forcerun", rule)
    assert done.stderr.splitlines()[-1] == f"Done: {made}"


def test_a_dry_run_says_why(built):
    built.configure(lambda config: config["training"].update(epochs=3))
    built.edit("scripts/shiftlab/figures/kernels.py", 'kernels", 15', 'kernels", 10')
    built.edit("workflow/handout/handout.md", "# References", "# Sources")
    reasons = plan(built)
    assert reasons["train shifted/two_full/seed1"] == "training.epochs changed from 2 to 3"
    assert reasons["evaluate shifted/two_full/seed1/centered"] == "input will be made by train"
    kernel = "plot kernels shifted/two_conv_two_full/seed1"
    assert reasons[kernel] == "code changed: shiftlab/figures/kernels.py"
    assert (
        reasons["plot neuron images shifted/two_full/seed1"] == "input will be made by synthesize and train"
    )
    assert reasons["write handout"] == "text changed: workflow/handout/handout.md"
    assert "all" not in reasons


def test_a_dry_run_names_what_is_missing_and_which_input_changed(built):
    kernels(built)
    kernel = "plot kernels shifted/two_conv_two_full/seed1"
    assert plan(built, KERNELS) == {kernel: "kernels.png is missing"}
    assert plan(built, "--forcerun", "plot_networks") == {
        kernel: "3 outputs are missing",
        kernel.replace("shifted", "centered"): "3 outputs are missing",
        "plot networks": "forced",
        "write handout": "input will be made by plot kernels and plot networks",
        "publish handout": "input will be made by plot kernels, plot networks and 1 more",
    }
    labels = built.folder / "tests/tiny/t10k-labels-idx1-ubyte.gz"
    labels.write_bytes(gzip.compress(gzip.decompress(labels.read_bytes()), 1))
    reasons = plan(built)
    assert reasons["download fashion_mnist"] == "input changed: tests/tiny/t10k-labels-idx1-ubyte.gz"
    assert reasons["freeze test shifted"] == "input will be made by download"


def test_a_failed_job_has_one_line_and_the_last_line_is_the_cause(project):
    project.configure(lambda config: config["training"].update(learning_rate=1e30))
    *_, begun, cause, failed, log, last = lines(project.snakemake(f"{RUN}/weights.safetensors").stderr)
    assert begun == "[2 of 3] train shifted/two_full/seed1: begun"
    assert failed == "[2 of 3] train shifted/two_full/seed1: failed after N"
    assert cause.startswith("error: two_full on shifted, epoch 1: ") and last.startswith(cause)
    assert log.startswith("Complete log(s): ")


def test_a_job_that_is_killed_is_reported_too(built):
    """Its own log has no error then."""
    kernels(built)
    built.edit(
        "scripts/figures/plot_kernels.py", "    style.save(", "    import os; os.kill(os.getpid(), 9)\n    ("
    )
    done = built.snakemake(KERNELS)
    assert done.returncode == 1
    assert "died with <Signals.SIGKILL: 9>" in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("error: plot kernels shifted/two_conv_two_full/seed1 failed; its log does not")


def test_a_job_that_fails_after_the_terminal_is_gone_ends_the_build(built):
    kernels(built)
    wait = "import pathlib, time\n    while not pathlib.Path('closed').exists():\n        time.sleep(0.1)\n"
    built.edit("scripts/figures/plot_kernels.py", "    style.save(", f"    {wait}    1 / 0\n    style.save(")
    with built.start(KERNELS) as running:
        until(lambda: "begun" in running.stderr.readline(), running)
        running.stderr.close()
        (built.folder / "closed").touch()
        try:
            assert running.wait(timeout=60) == 1
        finally:
            running.kill()
    log = built.folder / "results/logs/plot_kernels/shifted/two_conv_two_full/seed1.log"
    assert "ZeroDivisionError" in log.read_text()


@pytest.mark.parametrize("asked", ["--verbose", "--quiet=host"])
def test_snakemake_s_own_lines_are_there_for_the_asking(built, asked):
    kernels(built)
    printed = built.build("--dry-run", asked).stdout
    assert "\nJob stats:\n" in printed and "\nrule plot_kernels:\n" in printed
    assert "is missing" not in printed
