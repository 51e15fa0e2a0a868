include: "../helpers/data.smk"


rule download:
    input:
        source_files,
    output:
        **SOURCE,
    log:
        "results/logs/download/{source}.log",
    wildcard_constraints:
        source=sources_of(is_folder=False),
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("data/download.py"),
        kind=of_source("kind"),
        folder=of_source("folder"),
        sha256=of_source("sha256"),
    script:
        "../../scripts/data/download.py"


rule convert_images:
    input:
        source_images,
    output:
        **SOURCE,
    log:
        "results/logs/convert_images/{source}.log",
    wildcard_constraints:
        source=sources_of(is_folder=True),
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("data/convert_images.py"),
        garment=of_source("garment"),
        test_share=of_source("test_share"),
        split_seed=of_source("split_seed"),
    script:
        "../../scripts/data/convert_images.py"


rule freeze_test:
    input:
        images=lambda wildcards: source_path(wildcards.dataset, "test_images"),
        labels=lambda wildcards: source_path(wildcards.dataset, "test_labels"),
    output:
        "results/datasets/{dataset}/test.npz",
    log:
        "results/logs/freeze_test/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("data/freeze_test.py"),
        classes=class_count,
        frame=frame,
        placement=placement,
    script:
        "../../scripts/data/freeze_test.py"
