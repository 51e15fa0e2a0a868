"""Run Snakemake in forks of a process that has imported it, as the imports are a third of a plan's time.

Reads a JSON object from each line of standard input: the arguments, the folder, the environment, and the
paths of two files for standard output and error. Prints the exit code.
"""

import json
import os
import sys

from snakemake import cli

for line in sys.stdin:
    run = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(run["folder"])
        os.environ.clear()
        os.environ.update(run["environment"])
        for number, path in enumerate((os.devnull, *run["outputs"])):
            os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
        cli.main(run["arguments"])  # which exits
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
