# Jobs with torch go before figures, which are drawn on what cores are left; and what is trained is asked before
# more is trained, so that its figures can be drawn beside the next training.


rule evaluate:
    input:
        unpack(test_inputs),
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        f"{RUN}/predictions/{{tested_on}}.npz",
    log:
        "results/logs/evaluate/{dataset}/{architecture}/seed{seed}/{tested_on}.log",
    priority: 2
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=30,
    params:
        code=code("training/evaluate.py", "architectures/{architecture}.py"),
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/training/evaluate.py"


rule map_translation:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
        test="results/datasets/{dataset}/test.npz",
    output:
        f"{RUN}/translation.npz",
    log:
        "results/logs/map_translation/{dataset}/{architecture}/seed{seed}.log",
    priority: 2
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=60,
    params:
        code=code("analysis/map_translation.py", "architectures/{architecture}.py"),
        images_per_class=config["translation"]["images_per_class"],
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/analysis/map_translation.py"


rule measure_stripes:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        f"{RUN}/stripes.npz",
    log:
        "results/logs/measure_stripes/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("analysis/measure_stripes.py", "architectures/{architecture}.py"),
    script:
        "../../scripts/analysis/measure_stripes.py"


rule synthesize:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        images=f"{RUN}/synthesis.npz",
        numbers=f"{RUN}/synthesis.json",
    log:
        "results/logs/synthesize/{dataset}/{architecture}/seed{seed}.log",
    priority: 2
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=30,
    params:
        code=code("analysis/synthesize.py", "architectures/{architecture}.py"),
        synthesis=lambda wildcards: settings(config, "synthesis", wildcards.architecture),
        classes=classes,
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/analysis/synthesize.py"
