from pathlib import Path

from snakemake.utils import min_version

min_version("9.27")


# Whatever it leaves out, or all if there is none, is as in the config.yaml beside this file.
if Path("config.yaml").exists():

    configfile: "config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/data.smk"
include: "workflow/rules/training.smk"
include: "workflow/rules/analysis.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/tables.smk"
include: "workflow/rules/handout.smk"
include: "workflow/rules/benchmark.smk"
include: "workflow/rules/record.smk"
include: "workflow/rules/tuning.smk"
include: "workflow/rules/targets.smk"
include: "workflow/rules/archive.smk"


rule all:
    """Everything but archive, benchmark, record and tune; also without a target."""
    default_target: True
    input:
        everything,
