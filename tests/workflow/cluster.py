"""A throwaway Slurm: one machine on loopback with pretended cores and a GPU, gone when it is stopped.

It needs root and Debian's packages (see PACKAGES). The settings are those of slurm.conf(5) and gres.conf(5).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.workflow import daemons

PACKAGES = "slurm-wlm slurmctld slurmd slurm-client munge"
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "srun", "scancel", "scontrol", "sinfo")

# cred_expire is how long Slurm waits, in seconds, before it starts a job again: two minutes by default.
SLURM_CONF = """
ClusterName=throwaway
SlurmctldHost={host}(127.0.0.1)
SlurmctldAddr=127.0.0.1
SlurmctldPort={controller_port}
SlurmdPort={daemon_port}
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.sock,cred_expire=10
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
JobAcctGatherType=jobacct_gather/linux
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/completed
MinJobAge=3600
KillWait=10
ReturnToService=2
SlurmdParameters=config_overrides
GresTypes=gpu
NodeName={host} NodeAddr=127.0.0.1 CPUs={cpus} RealMemory=16000 Gres=gpu:1
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE DefMemPerCPU=500 State=UP
"""


class Cluster:
    """A cluster whose every file lies in one folder."""

    def __init__(self, folder, cpus=4):
        self.folder, self.cpus = Path(folder), cpus
        self.environment = os.environ | {
            "SLURM_CONF": f"{folder}/slurm.conf",
            # Snakemake's job step drops SLURM_CONF, so its srun needs it again.
            "PATH": f"{folder}/bin:{os.environ['PATH']}",
        }

    def start(self):
        """Start its three daemons; return when the machine is idle and waits for jobs."""
        for name in ("state", "spool", "devices", "bin"):
            (self.folder / name).mkdir(parents=True)
        # A GPU is a device file; Slurm takes a link to any device for one.
        (self.folder / "devices" / "nvidia0").symlink_to("/dev/null")
        host, (controller_port, daemon_port) = socket.gethostname(), daemons.free_ports(2)
        (self.folder / "slurm.conf").write_text(
            SLURM_CONF.format(
                host=host,
                folder=self.folder,
                cpus=self.cpus,
                controller_port=controller_port,
                daemon_port=daemon_port,
            )
        )
        (self.folder / "gres.conf").write_text(
            f"NodeName={host} Name=gpu File={self.folder}/devices/nvidia[0-0]\n"
        )
        srun = self.folder / "bin" / "srun"
        srun.write_text(f'#!/bin/sh\nSLURM_CONF={self.folder}/slurm.conf exec {shutil.which("srun")} "$@"\n')
        srun.chmod(0o755)
        (self.folder / "munge.key").write_bytes(os.urandom(128))
        (self.folder / "munge.key").chmod(0o600)
        names = ("key-file=munge.key", "socket=munge.sock", "log-file=munged.log", "pid-file=munged.pid")
        munge = [f"--{name.replace('=', f'={self.folder}/')}" for name in (*names, "seed-file=munge.seed")]
        self.call("munged", "--force", "--num-threads=2", *munge)
        self.call("slurmctld", "-f", self.folder / "slurm.conf")
        self.call("slurmd", "-f", self.folder / "slurm.conf")
        end = time.monotonic() + 60
        while "idle" not in self.call("timeout", "5", "sinfo", "--noheader", "--format=%T", check=False):
            assert time.monotonic() < end, (self.folder / "slurmctld.log").read_text()
            time.sleep(0.2)

    def call(self, *command, check=True):
        """Run a command with the cluster's environment; return what it prints."""
        done = subprocess.run(command, env=self.environment, check=check, capture_output=True, text=True)
        return done.stdout

    def restart_controller(self):
        """End slurmctld as systemd does, and start it again."""
        pid = int((self.folder / "slurmctld.pid").read_text())
        os.kill(pid, signal.SIGTERM)
        while Path(f"/proc/{pid}").exists():
            time.sleep(0.05)
        self.call("slurmctld", "-f", self.folder / "slurm.conf")

    def jobs(self):
        """Return every job so far, as a mapping of the fields of `scontrol show job`."""
        lines = self.call("scontrol", "--oneliner", "show", "jobs").splitlines()
        return [dict(re.findall(r"(\S+?)=(\S*)", line)) for line in lines if line.startswith("JobId=")]

    def completed(self):
        """Return every job of the completion log, in the order in which they ended."""
        lines = (self.folder / "completed").read_text().splitlines()
        return [dict(re.findall(r"(\S+?)=(\S*)", line)) for line in lines]

    def stop(self):
        """Cancel all jobs and end the daemons, by force if need be."""
        self.call("timeout", "5", "scancel", "--user=root", check=False)
        daemons.end(self.folder)
