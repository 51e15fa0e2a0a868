rule tabulate_accuracy:
    input:
        training=of_every_run(f"{RUN}/training.json"),
        predictions=of_every_run(f"{RUN}/predictions/{{dataset}}.npz"),
    output:
        **table("accuracy"),
    log:
        "results/logs/tabulate_accuracy.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_accuracy.py"),
    script:
        "../../scripts/tables/tabulate_accuracy.py"


rule tabulate_reproduction:
    input:
        notebook=NOTEBOOK,
        histories=[f"{RUN}/history.csv".format(**run) for run in NOTEBOOK_RUNS],
    output:
        **table("reproduction"),
    log:
        "results/logs/tabulate_reproduction.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_reproduction.py"),
        seeds=config["seeds"],
    script:
        "../../scripts/tables/tabulate_reproduction.py"


rule tabulate_translation:
    input:
        of_every_run(f"{RUN}/translation.npz"),
    output:
        **table("translation"),
    log:
        "results/logs/tabulate_translation.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_translation.py"),
        runs=RUNS,
    script:
        "../../scripts/tables/tabulate_translation.py"


rule tabulate_networks:
    input:
        training=of_every_run(f"{RUN}/training.json"),
        translation=of_every_run(f"{RUN}/translation.npz"),
    output:
        **table("networks"),
    log:
        "results/logs/tabulate_networks.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_networks.py"),
    script:
        "../../scripts/tables/tabulate_networks.py"


rule tabulate_ripple:
    input:
        of_every_run(f"{RUN}/translation.npz"),
    output:
        **table("ripple"),
    log:
        "results/logs/tabulate_ripple.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_ripple.py"),
        runs=RUNS,
    script:
        "../../scripts/tables/tabulate_ripple.py"


rule tabulate_transfer:
    input:
        [f"{RUN}/predictions/{{tested_on}}.npz".format(**pair) for pair in TRANSFERS],
    output:
        **table("transfer"),
    log:
        "results/logs/tabulate_transfer.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_transfer.py"),
        pairs=TRANSFERS,
    script:
        "../../scripts/tables/tabulate_transfer.py"


rule tabulate_stripes:
    input:
        lambda wildcards: [f"{RUN}/stripes.npz".format(**run) for run in striped_runs()],
    output:
        **table("stripes"),
    log:
        "results/logs/tabulate_stripes.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_stripes.py"),
        runs=striped_runs,
    script:
        "../../scripts/tables/tabulate_stripes.py"


rule tabulate_summary:
    input:
        lambda wildcards: [f"results/tables/{table}.csv" for table in measured_tables()],
    output:
        **table("summary"),
    log:
        "results/logs/tabulate_summary.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_summary.py"),
    script:
        "../../scripts/tables/tabulate_summary.py"
