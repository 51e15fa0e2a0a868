include: "../helpers/tables.smk"


rule tabulate_accuracy:
    input:
        records=of_runs(f"{RUN}/training.json"),
        measures=of_runs(f"{RUN}/predictions/{{dataset}}.json"),
    output:
        **table("accuracy"),
    log:
        "results/logs/tabulate_accuracy.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_accuracy.py"),
        runs=RUNS,
    script:
        "../../scripts/tables/tabulate_accuracy.py"


rule tabulate_reproduction:
    input:
        notebook=NOTEBOOK,
        histories=of_runs(f"{RUN}/history.csv", NOTEBOOK_RUNS),
    output:
        **table("reproduction"),
    log:
        "results/logs/tabulate_reproduction.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_reproduction.py"),
        seeds=EXPERIMENT.seeds,
    script:
        "../../scripts/tables/tabulate_reproduction.py"


rule tabulate_translation:
    input:
        of_runs(f"{RUN}/invariance.npz"),
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
        records=of_runs(f"{RUN}/training.json"),
        costs=of_runs(f"{RUN}/cost.json"),
        invariance=of_runs(f"{RUN}/invariance.npz"),
        encodings=[f"{encodings(run.dataset, run.architecture)}.json" for run in ENCODED_RUNS],
    output:
        **table("networks"),
    log:
        "results/logs/tabulate_networks.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_networks.py"),
        runs=RUNS,
        encoded=ENCODED_RUNS,
    script:
        "../../scripts/tables/tabulate_networks.py"


rule tabulate_ripple:
    input:
        of_runs(f"{RUN}/invariance.npz"),
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
        [
            f"{RUN}/predictions/{{tested_on}}.json".format(tested_on=dataset, **run._asdict())
            for run, dataset in TRANSFERS
        ],
    output:
        **table("transfer"),
    log:
        "results/logs/tabulate_transfer.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_transfer.py"),
        transfers=TRANSFERS,
    script:
        "../../scripts/tables/tabulate_transfer.py"


rule tabulate_stripes:
    input:
        stripes=lambda wildcards: of_runs(f"{RUN}/stripes.npz", striped(RUNS)),
        covariances=lambda wildcards: of_runs(COVARIANCE, striped(RUNS)),
    output:
        **table("stripes"),
    log:
        "results/logs/tabulate_stripes.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_stripes.py"),
        runs=lambda wildcards: striped(RUNS),
    script:
        "../../scripts/tables/tabulate_stripes.py"


rule tabulate_summary:
    input:
        lambda wildcards: csv_of(outputs.summarised_tables(striped(RUNS))),
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


rule tabulate_numbers:
    input:
        tables=lambda wildcards: csv_of(outputs.numbered_tables(EXPERIMENT, striped(RUNS))),
        images=[source_path(dataset, "train_images") for dataset in EXPERIMENT.datasets],
        tests=[f"results/datasets/{dataset}/test.npz" for dataset in EXPERIMENT.datasets],
        covariances=lambda wildcards: [COVARIANCE.format(dataset=name) for name in striped_datasets()],
        predictions=of_runs(f"{RUN}/predictions/{{dataset}}.json"),
        synthesis=of_runs(f"{RUN}/synthesis.json", DRAWN_RUNS),
    output:
        **NUMBERS,
    log:
        "results/logs/tabulate_numbers.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_numbers.py"),
        frames={name: dataset.frame for name, dataset in EXPERIMENT.datasets.items()},
        classes={name: EXPERIMENT.source_of(name).classes for name in EXPERIMENT.datasets},
        striped=lambda wildcards: striped_datasets(),
        settings=outputs.numbered_settings(EXPERIMENT),
        runs=RUNS,
        drawn=DRAWN_RUNS,
    script:
        "../../scripts/tables/tabulate_numbers.py"
