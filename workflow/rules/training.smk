rule train:
    input:
        images=source_file("train_images"),
        labels=source_file("train_labels"),
        test="results/datasets/{dataset}/test.npz",
    output:
        weights=f"{RUN}/weights.safetensors",
        history=f"{RUN}/history.csv",
        training=f"{RUN}/training.json",
    log:
        "results/logs/train/{dataset}/{architecture}/seed{seed}.log",
    benchmark:
        "results/benchmarks/train/{dataset}/{architecture}/seed{seed}.tsv"
    conda:
        "../../environment.yml"
    threads: config["threads"]
    resources:
        gpu=1,
        mem_mb=4000,  # on a CPU, the CNN took 1600
        runtime=120,
    params:
        code=code("train.py", "architectures/{architecture}.py"),
        run=run_settings,
        device=config["device"],
        threads=config["threads"],
    script:
        "../../scripts/train.py"
