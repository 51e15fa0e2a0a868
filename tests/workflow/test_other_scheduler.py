"""Another scheduler: a profile with another executor, not a word changed in the rules."""

import stat

import pytest
import yaml

pytestmark = pytest.mark.slow

# A minimal scheduler: it records the requested resources and starts the job at once.
SUBMIT = """#!/bin/sh
echo "$1" "$2" "$3" "$4" "$5" >> asked
nohup sh "$6" >/dev/null 2>&1 &
echo $!
"""
ASKED = "{rule} {threads} {resources.mem_mb} {resources.runtime} {resources.gpu}"


def test_the_rules_tell_any_scheduler_what_they_need(project):
    submit = project.folder / "submit"
    submit.write_text(SUBMIT)
    submit.chmod(submit.stat().st_mode | stat.S_IXUSR)
    settings = yaml.safe_load((project.folder / "profiles/slurm/config.yaml").read_text())
    settings = {key: value for key, value in settings.items() if not key.startswith("slurm-")} | {
        "config": ["device=cpu"],
        "executor": "cluster-generic",
        "cluster-generic-submit-cmd": f"./submit {ASKED}",
        "latency-wait": 5,
        "seconds-between-status-checks": 1,
    }
    other = project.folder / "profiles/other/config.yaml"
    other.parent.mkdir()
    other.write_text(yaml.safe_dump(settings))
    run = "results/runs/shifted/two_full/seed1"
    project.build(
        "--workflow-profile",
        "profiles/other",
        "--jobs",
        "4",
        f"{run}/predictions/shifted.npz",
        f"{run}/synthesis.npz",
    )
    asked = sorted((project.folder / "asked").read_text().splitlines())
    assert asked == ["evaluate 1 4000 30 1", "synthesize 1 4000 30 1", "train 1 4000 120 1"]
