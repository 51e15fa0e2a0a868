# What a user sees: a line for each job that begins or ends or, in a dry run, the reason of each. All that Snakemake
# says is in its log; on the console, too, with --verbose, --quiet and the like, or with a logger plugin.

import logging
import textwrap
import threading

import snakemake
from snakemake.logging import logger
from snakemake_interface_logger_plugins.common import LogEvent

from shiftlab.jobs.remaining_time import RemainingTime
from shiftlab.jobs.wording import duration

WIDTH = 110
# Of what Snakemake says in a build. Errors, warnings and the lines of a scheduler's plugin are shown as well.
SHOWN = ("Building DAG of jobs", "Nothing to be done", "Will exit after", "Terminating processes")
# Each failed job has a line, and the last one gives the cause: see onerror in workflow/rules/common.smk.
HIDDEN = (
    "Assuming unrestricted shared filesystem",
    "Exiting because a job execution failed",
    "WorkflowError:\nAt least one job did not complete",
    "--keep-incomplete mode is set",
)
FAILED_SCRIPT = "returned non-zero exit status 1."


class Console(logging.Handler):
    """Prints what happens to each job. The rest is left to Snakemake's handler of the console, or to its log."""

    def __init__(self, snakemakes):
        super().__init__()
        self.snakemakes = snakemakes
        self.executing = False  # and not busy with --lint, --summary and the like
        self.names, self.time = {}, None
        self.done, self.failed = 0, set()
        self.events = {
            LogEvent.WORKFLOW_STARTED: self.start,
            LogEvent.RUN_INFO: self.plan,
            LogEvent.JOB_INFO: self.begin,
            LogEvent.JOB_FINISHED: self.end,
            LogEvent.JOB_ERROR: self.fail,
        }

    def emit(self, record):
        try:
            action = self.events.get(getattr(record, "event", None))
            if action:
                action(record)
            elif self.shows(record):
                self.snakemakes.handle(record)
        except BrokenPipeError:
            # In the main thread, it ends Snakemake. In that of a failed job, Snakemake would wait for the job forever.
            if threading.current_thread() is threading.main_thread():
                raise
        except Exception:
            self.handleError(record)

    def shows(self, record):
        """Return whether a message of Snakemake that is not about a job is shown."""
        text = record.getMessage()
        if text.startswith(HIDDEN) or text.endswith(FAILED_SCRIPT):
            return False
        its_own = Path(snakemake.__file__).parent in Path(record.pathname).parents
        if not self.executing or not its_own or record.levelno > logging.INFO:
            return True
        return text.startswith(SHOWN) or (self.failed and text.startswith("Complete log"))

    def start(self, record):
        self.executing = True

    def plan(self, record):
        if self.names:  # a dry run gives this event twice
            return
        jobs = [job for job in workflow.dag.jobs if not job.is_norun]
        pending = {job for job in jobs if workflow.dag.needrun(job)}
        self.names = {job.jobid: name_of(job) for job in pending}
        self.time = RemainingTime(
            {job.jobid: (job.rule.name, job.wildcards_dict.get("architecture")) for job in jobs},
            self.names,
            {job.jobid: seconds for job in jobs if (seconds := seconds_of(job))},
        )
        if workflow.dryrun:
            for level in workflow.dag.toposorted(pending):
                for line in sorted(f"{name_of(job)}: {reason_of(job)}" for job in level):
                    self.print(textwrap.shorten(line, WIDTH, placeholder=" ..."))
                for job in level:
                    for file in job.params.get("removed", ()):
                        self.print(f"  {file}")
        count = f"{len(pending)} job{'s' * (len(pending) != 1)} to run"
        self.print(f"{count}; this was a dry run, which makes nothing" if workflow.dryrun else count)

    def begin(self, record):
        if record.jobid in self.names and not workflow.dryrun:
            begun = "begun" if record.local else "submitted"
            again = " again" if record.jobid in self.failed else ""
            self.failed.discard(record.jobid)
            self.time.begin(record.jobid, record.created)
            self.print_of(record.jobid, begun + again)

    def end(self, record):
        if record.job_id in self.time.running:
            self.done += 1
            took = self.time.end(record.job_id, record.created)
            self.print_of(record.job_id, f"done in {duration(took)}{self.time_left(record.created)}")

    def fail(self, record):
        self.failed.add(record.jobid)
        took = self.time.end(record.jobid, record.created, done=False)
        cause = f": {record.rule_msg}" if record.rule_msg else ""
        self.print_of(record.jobid, f"failed after {duration(took)}{cause}")

    def time_left(self, now):
        estimate = self.time.estimate(now)
        if not self.time.pending or self.failed or not estimate:
            return ""
        seconds, certain = estimate
        if not certain and seconds < 60:  # which says little
            return ""
        return f"; {'about' if certain else 'at least'} {duration(seconds)} left"

    def print_of(self, job, text):
        total = len(self.names)
        self.print(f"[{self.done:{len(str(total))}} of {total}] {self.names[job]}: {text}")

    def print(self, line):
        erase = "" if self.snakemakes.nocolor else "\r\033[K"  # the progress bar of a job
        self.snakemakes.stream.write(f"{erase}{line}\n")
        self.snakemakes.stream.flush()


def show_jobs():
    """Print what happens to jobs in Snakemake's stead, unless this is a job or the user asked for more or less."""
    asked = workflow.output_settings
    if workflow.is_main_process and not (
        asked.quiet or asked.verbose or asked.debug_dag or asked.printshellcmds or asked.show_failed_logs
    ):
        for handler in [handler for handler in logger.handlers if handler.name == "DefaultStreamHandler"]:
            logger.removeHandler(handler)
            logger.addHandler(Console(handler))
