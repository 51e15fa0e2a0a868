"""A storm over a build through Slurm: jobs and daemons are cancelled, killed and restarted, at random."""

import collections
import os
import signal
import subprocess
from pathlib import Path


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
        slurm.call("scancel", job)
        return "job cancelled"
    if what == "requeue":
        slurm.call("scontrol", "requeue", job, check=False)  # it may just have ended
        return "job requeued"
    processes = processes_of(job)
    if not processes:
        return "nothing"
    os.kill(draw.choice(processes), signal.SIGKILL)
    return "process of a job killed"


def processes_of(job):
    """Return the ids of the processes of a Slurm job."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            variables = (entry / "environ").read_bytes().split(b"\0")
        except OSError:  # it has just ended
            continue
        if f"SLURM_JOB_ID={job}".encode() in variables:
            found.append(int(entry.name))
    return found
