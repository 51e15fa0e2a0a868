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
        runs=identities(RUNS),
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
        runs=identities(RUNS),
    script:
        "../../scripts/tables/tabulate_translation.py"


rule tabulate_networks:
    input:
        records=of_runs(f"{RUN}/training.json"),
        costs=of_runs(f"{RUN}/cost.json"),
        invariance=of_runs(f"{RUN}/invariance.npz"),
        measures=of_runs(f"{RUN}/predictions/{{dataset}}.json"),
        encodings=[record for run in RUNS for record in encoding_records(run)],
    output:
        **table("networks"),
    log:
        "results/logs/tabulate_networks.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_networks.py"),
        runs=identities(RUNS),
        encoded=[encoding_records(run) for run in RUNS],
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
        runs=identities(RUNS),
    script:
        "../../scripts/tables/tabulate_ripple.py"


rule tabulate_transfer:
    input:
        measures_of(TRANSFERS),
    output:
        **table("transfer"),
    log:
        "results/logs/tabulate_transfer.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_tested_on.py"),
        tests=shown_tests(TRANSFERS),
    script:
        "../../scripts/tables/tabulate_tested_on.py"


use rule tabulate_transfer as tabulate_robustness with:
    input:
        measures_of(ROBUSTNESS_TESTS),
    output:
        **table("robustness"),
    log:
        "results/logs/tabulate_robustness.log",
    params:
        code=code("tables/tabulate_tested_on.py"),
        tests=shown_backgrounds(ROBUSTNESS_TESTS),


rule tabulate_examples:
    input:
        of_runs(f"{RUN}/predictions/{{dataset}}.json", EXAMPLE_RUNS),
    output:
        **table("examples"),
    log:
        "results/logs/tabulate_examples.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_examples.py"),
        runs=[
            labels.identity(EXPERIMENT, run)
            | {"dataset": related_datasets.full_size(EXPERIMENT, run.dataset)}
            for run in EXAMPLE_RUNS
        ],
        garments=[training_garments(run.dataset) for run in EXAMPLE_RUNS],
        passes=[EXPERIMENT.datasets[run.dataset].passes for run in EXAMPLE_RUNS],
    script:
        "../../scripts/tables/tabulate_examples.py"


rule tabulate_comparisons:
    input:
        of_runs(f"{RUN}/predictions/{{dataset}}.npz"),
    output:
        **table("comparisons"),
    log:
        "results/logs/tabulate_comparisons.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_comparisons.py"),
        runs=identities(RUNS),
        sources=[EXPERIMENT.datasets[run.dataset].source for run in RUNS],
    script:
        "../../scripts/tables/tabulate_comparisons.py"


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
        runs=lambda wildcards: identities(striped(RUNS)),
    script:
        "../../scripts/tables/tabulate_stripes.py"


rule tabulate_equivariance:
    input:
        lambda wildcards: of_runs(f"{RUN}/equivariance.csv", featured(RUNS)),
    output:
        **table("equivariance"),
    log:
        "results/logs/tabulate_equivariance.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_equivariance.py"),
        runs=lambda wildcards: identities(featured(RUNS)),
    script:
        "../../scripts/tables/tabulate_equivariance.py"


rule tabulate_deformation:
    input:
        of_runs(DEFORMATION, ENCODED_RUNS),
    output:
        **table("deformation"),
    log:
        "results/logs/tabulate_deformation.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tables/tabulate_deformation.py"),
        runs=identities(ENCODED_RUNS),
        frames=[EXPERIMENT.datasets[run.dataset].frame for run in ENCODED_RUNS],
    script:
        "../../scripts/tables/tabulate_deformation.py"


rule tabulate_summary:
    input:
        lambda wildcards: csv_of(outputs.summarised_tables(EXPERIMENT, measured())),
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
        tables=lambda wildcards: csv_of(outputs.numbered_tables(EXPERIMENT, measured())),
        images=[source_path(dataset, "train_images") for dataset in EXPERIMENT.datasets],
        tests=[test_frames(dataset) for dataset in EXPERIMENT.datasets],
        distances=f"results/datasets/{MAIN}/distances.npz",
        covariances=lambda wildcards: [COVARIANCE.format(dataset=name) for name in striped_datasets()],
        predictions=of_runs(f"{RUN}/predictions/{{dataset}}.json"),
        wavelets=DRAWN_WAVELETS,
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
        version=(WORKFLOW / "VERSION").read_text("utf-8").strip(),
        frames={name: dataset.frame for name, dataset in EXPERIMENT.datasets.items()},
        classes={name: EXPERIMENT.source_of(name).classes for name in EXPERIMENT.datasets},
        training_garments={name: dataset.training_garments for name, dataset in EXPERIMENT.datasets.items()},
        main=MAIN,
        striped=lambda wildcards: striped_datasets(),
        settings=outputs.numbered_settings(EXPERIMENT),
        networks=identities(RUNS),
        scattering=f"runs/{MAIN}/{outputs.SCATTERING}",
        runs=RUNS,
        drawn=DRAWN_RUNS,
    script:
        "../../scripts/tables/tabulate_numbers.py"
