rule encode:
    input:
        **SOURCE,
    output:
        features="results/encodings/{source}/frame{frame}/{architecture}.npz",
        record="results/encodings/{source}/frame{frame}/{architecture}.json",
    log:
        "results/logs/encode/{source}/frame{frame}/{architecture}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,
        runtime=60,
    params:
        code=code("training/encode.py", "architectures/{architecture}.py"),
        classes=lambda wildcards: len(config["sources"][wildcards.source]["classes"]),
        options=front_end_options,
        normalisation=config["normalisation"],
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/training/encode.py"


rule train:
    input:
        unpack(training_inputs),
    output:
        weights=f"{RUN}/weights.safetensors",
        history=f"{RUN}/history.csv",
        training=f"{RUN}/training.json",
    log:
        "results/logs/train/{dataset}/{architecture}/seed{seed}.log",
    benchmark:
        "results/benchmarks/train/{dataset}/{architecture}/seed{seed}.tsv"
    priority: 1
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,  # on a CPU, the CNN took 1200
        runtime=120,
    params:
        code=code("training/train.py", "architectures/{architecture}.py"),
        run=run_settings,
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/training/train.py"
