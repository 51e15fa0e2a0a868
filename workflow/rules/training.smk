include: "../helpers/training.smk"


rule encode:
    input:
        unpack(encoding_inputs),
    output:
        features="results/encodings/{dataset}/{architecture}/{part}.npz",
        record="results/encodings/{dataset}/{architecture}/{part}.json",
    log:
        "results/logs/encode/{dataset}/{architecture}/{part}.log",
    wildcard_constraints:
        part="train|test",
    priority: 3
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(2500),
        runtime=minutes(60),
    params:
        **TORCH,
        code=code("training/encode.py", "architectures/{architecture}.py"),
        data=encoded_data,
        options=lambda wildcards: runs.front_end_options(EXPERIMENT, wildcards.architecture),
        normalisation=EXPERIMENT.normalisation.model_dump(),
    script:
        "../../scripts/training/encode.py"


rule train:
    input:
        unpack(training_inputs),
    output:
        weights=f"{RUN}/weights.safetensors",
        history=f"{RUN}/history.csv",
        record=f"{RUN}/training.json",
        cost=f"{RUN}/cost.json",
    log:
        "results/logs/train/{dataset}/{architecture}/seed{seed}.log",
    benchmark:
        "results/benchmarks/train/{dataset}/{architecture}/seed{seed}.tsv"
    priority: 2
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1500),
        runtime=minutes(120),
    params:
        **TORCH,
        code=code("training/train.py", "architectures/{architecture}.py"),
        run=lambda wildcards: runs.settings(EXPERIMENT, run_of(wildcards)),
    script:
        "../../scripts/training/train.py"
