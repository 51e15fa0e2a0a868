rule download:
    input:
        source_inputs,
    output:
        **{file: f"results/sources/{{source}}/{name}" for file, name in FILES.items()},
    log:
        "results/logs/download/{source}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("download.py"),
        folder=lambda wildcards: config["sources"][wildcards.source]["folder"],
        sha256=lambda wildcards: config["sources"][wildcards.source]["sha256"],
    script:
        "../../scripts/download.py"


rule shift:
    input:
        images=source_file("test_images"),
        labels=source_file("test_labels"),
    output:
        "results/datasets/{dataset}/test.npz",
    log:
        "results/logs/shift/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("shift.py"),
        classes=class_count,
        frame=frame,
        placement=lambda wildcards: config["datasets"][wildcards.dataset]["placement"],
    script:
        "../../scripts/shift.py"
