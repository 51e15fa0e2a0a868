# What is known of the jobs of a build: their names, why each has to run, how long it took, and what they make.

from shiftlab.jobs import changes
from shiftlab.jobs.wording import job_name, listed


def name_of(job):
    """Return the name of a job, from its log if it has one."""
    return job_name(job.log[0] if job.log else "/".join([job.rule.name, *job.wildcards]))


def reason_of(job):
    """Return in a few words why a job has to run."""
    reason = workflow.dag.reason(job)
    if reason.forced:  # by the command line or, if an output is incomplete, by Snakemake
        settings = workflow.dag_settings
        asked = settings.forcerun or settings.forcetargets or settings.forceall
        return "forced" if asked else "was interrupted"
    if "removed" in job.params.keys():
        return f"{len(job.params.removed)} files no longer belong to the configuration"
    if reason.missing_output:
        files = sorted(Path(file).name for file in reason.missing_output)
        return f"{files[0]} is missing" if len(files) == 1 else f"{len(files)} outputs are missing"
    if reason.updated_input:
        return f"input changed: {listed(sorted(reason.updated_input), 1)}"
    if changed := workflow.persistence.params_changed(job):
        recorded = workflow.persistence.params(min(changed.files))
        present = {"" if name == "run" else name: value for name, value in job.params.items()}
        return "; ".join(changes.described(recorded, present))
    if reason.input_changed:
        before, now = set(workflow.persistence.input(job.output[0])), set(job.input)
        return f"other inputs: {listed(sorted(now - before or before - now), 1)}"
    if reason.updated_input_run:
        makers = {other.rule.name for other in workflow.dag.dependencies[job] if workflow.dag.needrun(other)}
        return f"input will be made by {listed(sorted(maker.replace('_', ' ') for maker in makers), 2)}"
    return str(reason)


def seconds_of(job):
    """Return the seconds that a job took last time, or None."""
    record = job.output and workflow.persistence.metadata(job.output[0])
    return record and record.starttime and record.endtime - record.starttime


def results_made():
    """Return the last line of a build: which results were made, or where they are."""
    targets = sorted(workflow.dag_settings.targets)
    if not targets or "all" in targets:
        return "Done: see results/handout, results/figures, results/tables and results/runs"
    made = []
    for target in targets:
        jobs = [job for job in workflow.dag.jobs if job.rule.name == target]  # none if it is a file
        files = [file for job in jobs for file in (job.input if job.is_norun else job.output)]
        made += files or [target]
    return f"Done: {listed(made, 3)}"
