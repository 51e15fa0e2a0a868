# One zip of everything that was made, no part of a build unless asked for.


rule archive:
    """The whole build in one zip, to keep, to cite, and to go on from: results/archive.zip."""
    input:
        everything,
        costs=of_runs(f"{RUN}/cost.json"),
    output:
        "results/archive.zip",
    log:
        "results/logs/archive.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("archive/archive.py"),
        config=lambda wildcards: load.complete(GIVEN, DEFAULTS),
        folder=WORKFLOW.as_posix(),
    script:
        "../../scripts/archive/archive.py"
