# Loads and checks the configuration; what happens before and after a build. Functions are in workflow/helpers/.

import atexit
import contextlib
import functools
import os
import shutil
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import yaml

# Code and texts are found from the workflow's folder, data and results from the working directory. The path is
# relative, as an absolute one would make everything stale when the folder moves.
RULES = Path(workflow.current_basedir.get_path_or_uri(secret_free=True))
if not RULES.is_dir():
    sys.exit(f"error: {RULES}: is not a folder; clone Shiftlab, and name workflow/Snakefile of the clone")
WORKFLOW = Path(os.path.relpath(RULES.parents[1]))
SCRIPTS = (WORKFLOW / "scripts").resolve()
sys.path.insert(0, str(SCRIPTS))

from shiftlab.data.published_sets import FILES
from shiftlab.data.download import find as download_path
from shiftlab.experiment import command_line, labels, leftovers, load, outputs, related_datasets, runs
from shiftlab.jobs import accelerator, digests, locks, machine
from shiftlab.jobs.errors import UserError
from shiftlab.jobs.log import DISK_FULL, errors_since
from shiftlab.networks import contract, trial


def or_exit(function, *arguments):
    """Call a function of the library; end Snakemake with one clear line on a user's mistake."""
    try:
        return function(*arguments)
    except UserError as error:
        sys.exit(f"error: {error}")


DEFAULTS = yaml.safe_load((WORKFLOW / "config.yaml").read_text("utf-8"))
GIVEN = command_line.typed(config, workflow.config_settings.config)
EXPERIMENT = or_exit(load.experiment, GIVEN, DEFAULTS)
STARTED = time.time()
RUNS = runs.all_runs(EXPERIMENT)
DRAWN_RUNS = runs.drawn_runs(EXPERIMENT)
NOTEBOOK_RUNS = runs.notebook_runs(EXPERIMENT)
SMALL_RUNS = runs.small_runs(EXPERIMENT)
SHOWN_RUNS = [labels.shown(EXPERIMENT, run) for run in RUNS]  # as figures name them
TRANSFERS = runs.transfers(EXPERIMENT)
ROBUSTNESS_TESTS = runs.robustness_tests(EXPERIMENT)
MAIN = outputs.main_dataset(EXPERIMENT)
RUN = "results/runs/{dataset}/{architecture}/seed{seed}"
# The learning curve that the notebook prints.
NOTEBOOK = WORKFLOW / "workflow/resources/notebook_two_full.csv"


wildcard_constraints:
    source="|".join(EXPERIMENT.sources),
    dataset="|".join(EXPERIMENT.datasets),
    tested_on="|".join(EXPERIMENT.datasets),
    architecture="|".join(EXPERIMENT.architectures),
    seed="|".join(map(str, EXPERIMENT.seeds)),


include: "../helpers/common.smk"
include: "../helpers/plan.smk"
include: "../helpers/console.smk"


show_jobs()
share_the_machine()


# Snakemake's lock outlives a Snakemake that was killed, so the profiles switch it off.
onstart:
    check_disks()
    date_to_now()
    if workflow.local_exec:
        # It limits how many jobs begin in a second, to 100. In Snakemake 9.27, each look for such jobs leads to another one
        # a second later: once N jobs are done, there are N a second.
        workflow.scheduler.job_rate_limiter = None
    stack = contextlib.ExitStack()
    or_exit(stack.enter_context, locks.held(".snakemake/shiftlab.lock", "a build in this folder"))
    atexit.register(stack.close)


# Both print at exit, last what is registered first, so that Snakemake's closing lines do not bury them.
onsuccess:
    atexit.register(print, results_made(), file=sys.stderr)
    old = len(old_results())
    if old:
        what = (
            "1 file in results no longer belongs"
            if old == 1
            else f"{old} files in results no longer belong"
        )
        remove = "to list and remove what is left: snakemake --cores 1 remove_leftovers"
        atexit.register(print, f"{what} to the configuration; {remove}", file=sys.stderr)


onerror:
    # Snakemake has recorded the settings of a failed job for its outputs, even if they are another process's, made with
    # other settings, and the job was refused: see keep-incomplete in profiles/default. So they count as incomplete.
    with contextlib.suppress(OSError):  # of a full disk
        for job in workflow.scheduler.failed:
            workflow.persistence.started(job)
    lines = errors_since(STARTED, "results/logs")
    if not lines and shutil.disk_usage("results").free < 1_000_000:  # and no room for a log
        lines = [f"error: {DISK_FULL}"]
    if not lines:
        said = "failed; its log does not say why, but the lines above may"
        lines = [f"error: {name_of(job)} {said}" for job in workflow.scheduler.failed]
    atexit.register(print, *lines, sep="\n", file=sys.stderr)
