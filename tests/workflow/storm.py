"""A storm over a build through Slurm: jobs and daemons are cancelled, killed and restarted, at random."""

import collections
import contextlib
import os
import signal
import subprocess

from tests.workflow import daemons


def rage(slurm, project, command, draw, events, pause):
    """Build through Slurm, again and again until it succeeds, while something happens every `pause` seconds.

    slurm: a cluster.Cluster. command: of Snakemake. draw: a random.Random. events: how many things happen
    before the storm is over. Returns a Counter of what happened.
    """
    happened, output = collections.Counter(), project.folder / "storm.log"
    with open(output, "a") as log:
        while True:
            snakemake = subprocess.Popen(
                command, cwd=project.folder, env=slurm.environment, stderr=log, start_new_session=True
            )
            while snakemake.poll() is None:
                try:
                    snakemake.wait(draw.uniform(0, 2 * pause))
                except subprocess.TimeoutExpired:
                    if happened.total() < events:
                        happened[_strike(slurm, snakemake, draw)] += 1
            if snakemake.returncode == 0:
                del happened["nothing"]
                return happened
            happened["the same command again"] += 1
            assert happened["the same command again"] < events + 5, output.read_text()[-5000:]


def _strike(slurm, snakemake, draw):
    """Do one thing at random; return what it was."""
    what = draw.choice(["cancel", "cancel", "requeue", "requeue", "kill", "kill", "slurmctld", "snakemake"])
    running = [job["JobId"] for job in slurm.jobs() if job["JobState"] == "RUNNING"]
    if what == "slurmctld":
        slurm.restart_controller()
        return "slurmctld restarted"
    if what == "snakemake":
        number = draw.choice([signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
        os.killpg(snakemake.pid, number)
        snakemake.wait()
        return f"Snakemake ended by {number.name}"
    if not running:
        return "nothing"
    job = draw.choice(running)
    if what == "cancel":
        slurm.call("scancel", job, check=False)  # it may just have ended
        return "job cancelled"
    if what == "requeue":
        slurm.call("scontrol", "requeue", job, check=False)
        return "job requeued"
    processes = daemons.started_with(f"SLURM_JOB_ID={job}\0")
    if not processes:
        return "nothing"
    with contextlib.suppress(ProcessLookupError):
        os.kill(draw.choice(processes), signal.SIGKILL)
    return "process of a job killed"
