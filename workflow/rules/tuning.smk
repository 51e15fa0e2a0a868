# `snakemake tune`: training settings compared on training garments that are held out; the test set plays no part.


include: "../helpers/tuning.smk"


rule tune:
    """Compare training settings on held-out garments: results/tables/tuning.csv."""
    input:
        multiext("results/tables/tuning", ".csv", ".tex"),


rule try_settings:
    input:
        unpack(tuning_inputs),
    output:
        "results/tuning/{architecture}/{point}.json",
    log:
        "results/logs/try_settings/{architecture}/{point}.log",
    wildcard_constraints:
        point=POINT,
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(2000),
        runtime=minutes(120),
    params:
        **TORCH,
        code=code("training/tune.py", "architectures/{architecture}.py"),
        run=settings_tried,
    script:
        "../../scripts/training/tune.py"


rule tabulate_tuning:
    input:
        every_point,
    output:
        csv="results/tables/tuning.csv",
        tex="results/tables/tuning.tex",
    log:
        "results/logs/tabulate_tuning.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_tuning.py"),
        varied=tuning.varied(EXPERIMENT),
        labels=LABELS,
        configured=lambda wildcards: {
            name: EXPERIMENT.architectures[name].training.model_dump()
            for name, grid in GRIDS.items()
            if grid
        },
    script:
        "../../scripts/tables/tabulate_tuning.py"
