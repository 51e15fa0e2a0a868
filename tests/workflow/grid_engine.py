"""A throwaway Grid Engine: one machine on loopback, gone when it is stopped.

It needs root and Debian's packages (see PACKAGES). Its settings are those of bootstrap(5), sge_conf(5),
sge_pe(5), queue_conf(5) and sched_conf(5).
"""

import os
import re
import socket
import subprocess
import time
from pathlib import Path

from tests.workflow import daemons

PACKAGES = "gridengine-master gridengine-exec gridengine-client"
PROGRAMS = ("sge_qmaster", "sge_execd", "qsub", "qstat", "qdel", "qconf", "qacct")
DEBIAN = Path("/usr/share/gridengine")
TOOLS = Path("/usr/lib/gridengine")

BOOTSTRAP = """
admin_user           root
default_domain       none
ignore_fqdn          true
spooling_method      classic
spooling_lib         libspoolc
spooling_params      {folder}/default/common;{folder}/spool
binary_path          /usr/sbin
qmaster_spool_dir    {folder}/spool
security_mode        none
listener_threads     2
worker_threads       2
scheduler_threads    1
"""
# Of Debian's configuration: root may submit, and news travels within a second.
CONFIGURATION = {
    "execd_spool_dir": "{folder}/execd",
    "min_uid": "0",
    "min_gid": "0",
    "load_report_time": "00:00:02",
    "reporting_params": "accounting=true reporting=false flush_time=00:00:01 joblog=false sharelog=00:00:00",
}
SCHEDULER = {"schedule_interval": "0:0:1", "flush_submit_sec": "1", "flush_finish_sec": "1"}
ENVIRONMENT = """
pe_name              smp
slots                999
user_lists           NONE
xuser_lists          NONE
start_proc_args      /bin/true
stop_proc_args       /bin/true
allocation_rule      $pe_slots
control_slaves       FALSE
job_is_first_task    TRUE
urgency_slots        min
accounting_summary   FALSE
qsort_args           NONE
"""
QUEUE = {
    "qname": "all.q",
    "hostlist": "localhost",
    "slots": "4",
    "pe_list": "smp",
    "load_thresholds": "NONE",
}


class GridEngine:
    """A cluster whose every file lies in one folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        ports = dict(zip(("SGE_QMASTER_PORT", "SGE_EXECD_PORT"), map(str, daemons.free_ports(2))))
        # The slash is for daemons.of.
        self.environment = os.environ | ports | {"SGE_ROOT": f"{folder}/", "SGE_CELL": "default"}

    def start(self):
        """Start its two daemons; return when a queue waits for jobs."""
        for name in ("default/common", "spool", "execd"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "util").symlink_to(DEBIAN / "util")
        common = self.folder / "default/common"
        (common / "bootstrap").write_text(BOOTSTRAP.format(folder=self.folder))
        # Loopback's name, and the machine's, which is on it as well.
        (common / "act_qmaster").write_text("localhost\n")
        (common / "host_aliases").write_text(f"localhost {socket.gethostname()}\n")
        changes = {key: value.format(folder=self.folder) for key, value in CONFIGURATION.items()}
        configuration = self.file(changed((DEBIAN / "default-configuration").read_text(), changes))
        self.call(TOOLS / "spoolinit", "classic", "libspoolc", f"{common};{self.folder}/spool", "init")
        for kind, source in {
            "configuration": configuration,
            "complexes": DEBIAN / "util/resources/centry",
            "usersets": DEBIAN / "util/resources/usersets",
            "managers": "root",
        }.items():
            self.call(TOOLS / "spooldefaults", kind, source)
        self.call("sge_qmaster")
        self.wait_for("qconf", "-sh")
        self.call("qconf", "-as", "localhost")
        self.call("sge_execd")
        self.call("qconf", "-Ap", self.file(ENVIRONMENT.lstrip()))
        self.call("qconf", "-Aq", self.file(changed(self.call("qconf", "-sq"), QUEUE)))
        self.call("qconf", "-Msconf", self.file(changed(self.call("qconf", "-ssconf"), SCHEDULER)))
        self.wait_for("sh", "-c", "qstat -f | grep -q 'all.q@localhost .* lx-amd64 *$'")

    def file(self, text):
        """Write a text into a file; return its path."""
        path = self.folder / f"settings{len(list(self.folder.glob('settings*')))}"
        path.write_text(text)
        return path

    def call(self, *command):
        """Run a command with the cluster's environment; return what it prints."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_for(self, *command):
        """Wait until a command succeeds."""
        end = time.monotonic() + 60
        while subprocess.run(command, env=self.environment, capture_output=True).returncode:
            assert time.monotonic() < end, (self.folder / "spool/messages").read_text()
            time.sleep(0.2)

    def ended(self):
        """Return every job that has ended, as a mapping of the fields that `qacct` prints."""
        jobs = self.call("qacct", "-j", "*").split("=" * 62)[1:]
        return [dict(re.findall(r"(?m)^(\w+) +(.*?) *$", job)) for job in jobs]

    def stop(self):
        """End its daemons and all jobs."""
        daemons.end(self.folder)


def changed(text, values):
    """Return lines of keys and values in which some have other values."""
    for key, value in values.items():
        text, count = re.subn(rf"(?m)^{key}\b.*$", f"{key} {value}", text)
        assert count == 1, key
    return text
