"""Another scheduler: a profile with another executor, and unchanged rules."""

import stat

import pytest
import torch
import yaml

pytestmark = pytest.mark.slow

# A minimal scheduler: it records the requested resources and starts the job at once.
SUBMIT = """#!/bin/sh
echo "$1" "$2" "$3" "$4" "$5" >> requested
nohup sh "$6" >/dev/null 2>&1 &
echo $!
"""
REQUESTED = "{rule} {threads} {resources.mem_mb} {resources.runtime} {resources.gpu}"
RUN = "results/runs/shifted/two_full/seed1"


@pytest.fixture
def arguments(project):
    """The command line for the minimal scheduler, whose profile is that of Slurm less Slurm's keys."""
    submit = project.folder / "submit"
    submit.write_text(SUBMIT)
    submit.chmod(submit.stat().st_mode | stat.S_IXUSR)
    settings = yaml.safe_load((project.folder / "profiles/slurm/config.yaml").read_text())
    settings = {key: value for key, value in settings.items() if not key.startswith("slurm-")} | {
        "executor": "cluster-generic",
        "cluster-generic-submit-cmd": f"./submit {REQUESTED}",
        "latency-wait": 5,
        "seconds-between-status-checks": 1,
    }
    other = project.folder / "profiles/other/config.yaml"
    other.parent.mkdir()
    other.write_text(yaml.safe_dump(settings))
    return ["--workflow-profile", "profiles/other", "--jobs", "4"]


def test_the_rules_tell_any_scheduler_what_they_need(project, arguments):
    files = [f"{RUN}/predictions/shifted.npz", f"{RUN}/synthesis.npz"]
    project.build(*arguments, "--config", "device=cpu", "--", *files)
    requested = sorted((project.folder / "requested").read_text().splitlines())
    assert requested == ["evaluate 1 1000 300 0", "synthesize 1 1500 300 0", "train 1 1500 1200 0"]


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has CUDA")
def test_a_cluster_s_device_need_not_be_on_this_machine(project, arguments):
    """A plan with CUDA, made on a login node without."""
    done = project.build(
        *arguments, "--config", "device=cuda", "--dry-run", "--", f"{RUN}/weights.safetensors"
    )
    assert "train" in done.stdout


def test_on_a_cluster_the_kind_of_device_must_be_chosen(project, arguments):
    """It decides the last digits, and the machine on which Snakemake runs may have another one."""
    done = project.snakemake(*arguments, "--config", "device=auto", "--", f"{RUN}/weights.safetensors")
    assert done.returncode == 1
    line = "error: device: auto cannot be known for jobs on other machines; choose cuda or cpu"
    assert done.stderr.splitlines()[-1] == line
    assert "Traceback" not in done.stderr and not (project.folder / "requested").exists()
