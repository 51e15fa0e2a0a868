# The checkpoint of a training that was interrupted, which no rule declares.
UNFINISHED = f"{RUN}/checkpoint.zip"


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


def old_results(wildcards=None):
    """Return the results that an earlier configuration made, given the graph of a whole build."""
    made = {str(path) for job in workflow.dag.jobs for path in job.products()}
    if not made.issuperset(everything()):
        return []
    patterns = [str(path) for rule in workflow.rules for path in rule.products()]
    found = leftovers.find("results", [*patterns, UNFINISHED], made.union(of_runs(UNFINISHED)))
    # No part of a whole build, but of this configuration.
    benchmarks = [rule for rule in workflow.rules if Path(rule.snakefile).name == "benchmark.smk"]
    return [file for file in found if not any(rule.is_producer(file) for rule in benchmarks)]
