# Loads and checks the configuration, and holds what every stage uses. Functions of one stage are in workflow/helpers/.

import atexit
import contextlib
import functools
import os
import shutil
import sys
import time
from importlib.metadata import version
from pathlib import Path

import yaml

# Code and texts are found from the workflow's folder, data and results from the working directory. The path is
# relative, as an absolute one would make everything stale when the folder moves.
WORKFLOW = Path(os.path.relpath(Path(workflow.current_basedir.get_path_or_uri(secret_free=True)).parents[1]))
SCRIPTS = (WORKFLOW / "scripts").resolve()
sys.path.insert(0, str(SCRIPTS))

from shiftlab.data.published_sets import FILES
from shiftlab.data.download import find as download_path
from shiftlab.experiment import load, outputs, runs
from shiftlab.jobs import accelerator, digests, locks
from shiftlab.jobs.errors import UserError
from shiftlab.jobs.log import DISK_FULL, errors_since
from shiftlab.networks import contract


def or_exit(function, *arguments):
    """Call a function of the library; end Snakemake with one clear line on a user's mistake."""
    try:
        return function(*arguments)
    except UserError as error:
        sys.exit(f"error: {error}")


EXPERIMENT = or_exit(load.experiment, config, yaml.safe_load((WORKFLOW / "config.yaml").read_text("utf-8")))
STARTED = time.time()
RUNS = runs.all_runs(EXPERIMENT)
DRAWN_RUNS = runs.drawn_runs(EXPERIMENT)
NOTEBOOK_RUNS = runs.notebook_runs(EXPERIMENT)
TRANSFERS = runs.transfers(EXPERIMENT)
MAIN = outputs.main_dataset(EXPERIMENT)
RUN = "results/runs/{dataset}/{architecture}/seed{seed}"
# The learning curve that the notebook prints.
NOTEBOOK = WORKFLOW / "workflow/resources/notebook_two_full.csv"


wildcard_constraints:
    frame=r"\d+",
    source="|".join(EXPERIMENT.sources),
    dataset="|".join(EXPERIMENT.datasets),
    tested_on="|".join(EXPERIMENT.datasets),
    architecture="|".join(EXPERIMENT.architectures),
    seed="|".join(map(str, EXPERIMENT.seeds)),


def code(*scripts):
    """Return a params function: the digest of each of `scripts`, and of every local module behind it.

    Digests rather than input files, as Snakemake compares an input's content only when it is newer than
    the output: an edit made while the job runs, or one with an old time stamp, would go unnoticed.
    """

    def digests_of(wildcards):
        found = {}
        for script in scripts:
            found |= or_exit(digests.of_code, SCRIPTS / script.format(**wildcards), SCRIPTS)
        return found

    return digests_of


def device(wildcards):
    """Return the kind of device of a PyTorch job; end Snakemake with one clear line if it cannot be.

    Not checked when the configuration is loaded, as jobs may run on machines with other devices.
    """
    kind = EXPERIMENT.device
    if not workflow.local_exec:
        if kind == "auto":
            sys.exit("error: device: auto cannot be known for jobs on other machines; choose cuda or cpu")
    elif kind == "auto":
        return accelerator.available()[0]
    elif not workflow.dryrun:
        or_exit(accelerator.check, kind)
    return kind


# Params of every PyTorch job: these decide the last digits of its results.
TORCH = {"device": device, "threads": EXPERIMENT.threads, "torch": version("torch")}


def of_runs(pattern, chosen=RUNS):
    """Return a path for each of the chosen runs."""
    return [pattern.format(**run._asdict()) for run in chosen]


def run_of(wildcards):
    return runs.Run(wildcards.dataset, wildcards.architecture, int(wildcards.seed))


def frame(wildcards):
    return EXPERIMENT.datasets[wildcards.dataset].frame


def classes(wildcards):
    """Return the names of a dataset's classes."""
    return EXPERIMENT.source_of(wildcards.dataset).classes


def class_count(wildcards):
    # Where only this is needed: a new name for a class must not train anything again.
    return len(classes(wildcards))


def source_path(dataset, file):
    """Return a file of a dataset's source, by its key in FILES."""
    return f"results/sources/{EXPERIMENT.datasets[dataset].source}/{FILES[file]}"


# Snakemake's own lock outlives a Snakemake that was killed, so the profiles switch it off.
onstart:
    Path("results").mkdir(exist_ok=True)
    if not os.access("results", os.W_OK):
        sys.exit("error: results: nothing can be written into this folder; it must not be read-only")
    stack = contextlib.ExitStack()
    or_exit(stack.enter_context, locks.held(".snakemake/shiftlab.lock", "a build in this folder"))
    atexit.register(stack.close)


# Both print at exit, so that Snakemake's own closing lines do not bury them.
onsuccess:
    done = "Done: see results/handout, results/figures, results/tables and results/runs"
    atexit.register(print, done, file=sys.stderr)


onerror:
    lines = errors_since(STARTED, "results/logs")
    if not lines and shutil.disk_usage("results").free < 1_000_000:  # and no room for a log
        lines = [f"error: {DISK_FULL}"]
    if lines:
        atexit.register(print, *lines, sep="\n", file=sys.stderr)
