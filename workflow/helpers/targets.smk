from snakemake.io import IOFile

# Of what jobs write there, Snakemake keeps no record.
UNRECORDED = ("results/logs/", "results/benchmarks/train/")
APART = ("archive.smk", "benchmark.smk", "record.smk", "tuning.smk")  # whose rules no build runs unless asked


def everything(wildcards=None):
    """Return all that a build makes."""
    made = every_figure(wildcards) + every_table(wildcards)
    return [*made, *NUMBERS.values(), *HANDOUT.values(), *CAPTIONS]


def of_name(name):
    """Return an input function: the figures and tables of that name; without any, Snakemake ends in one line."""

    def files(wildcards):
        made = every_figure(wildcards) + every_table(wildcards)
        found = [path for path in made if Path(path).stem == name]
        return found or sys.exit(f"error: {name}: this configuration has no figure or table of that name")

    return files


def targets_one_may_name(wildcards=None):
    """Return the lines of `snakemake help`."""
    described = {rule.name: rule.docstring for rule in workflow.rules if rule.docstring}
    names = textwrap.fill(", ".join(outputs.NAMES), WIDTH, initial_indent="  ", subsequent_indent="  ")
    return [
        *(f"{name}: {described[name]}" for name in sorted(described)),
        f"NAME: The figure or table of that name, of each dataset and run:\n{names}",
        "FILE: Any file of results, for instance results/figures/networks.pdf.",
    ]


def old_results(wildcards=None):
    """Return the results that an earlier configuration made, given the graph of a whole build.

    Only files of which Snakemake has a record, and the logs and benchmarks of jobs: a copy that somebody made of
    a run is none of these.
    """
    made = {str(path) for job in workflow.dag.jobs for path in job.products()}
    if not made.issuperset(everything()):
        return []
    rules_of_results = [rule for rule in workflow.rules if rule.name != "remove_leftovers"]
    patterns = [str(path) for rule in rules_of_results for path in rule.products()]
    # No part of a whole build, but of this configuration.
    apart = [rule for rule in rules_of_results if Path(rule.snakefile).name in APART]
    return [
        file
        for file in leftovers.find("results", patterns, made)
        if not any(rule.is_producer(file) for rule in apart)
        and (file.startswith(UNRECORDED) or workflow.persistence.metadata(IOFile(file)))
    ]
