rule evaluate:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
        test="results/datasets/{dataset}/test.npz",
    output:
        f"{RUN}/predictions.npz",
    log:
        "results/logs/evaluate/{dataset}/{architecture}/seed{seed}.log",
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=30,
    params:
        code=code("evaluate.py", "architectures/{architecture}.py"),
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/evaluate.py"


rule synthesize:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        images=f"{RUN}/synthesis.npz",
        numbers=f"{RUN}/synthesis.json",
    log:
        "results/logs/synthesize/{dataset}/{architecture}/seed{seed}.log",
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=30,
    params:
        code=code("synthesize.py", "architectures/{architecture}.py"),
        synthesis=config["synthesis"],
        classes=classes,
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/synthesize.py"
