# Encoding and training go first, as they take longest: what is short fills the cores at the end. Figures, without a
# priority, are drawn on the cores that PyTorch jobs leave.


include: "../helpers/analysis.smk"


rule evaluate:
    input:
        unpack(test_inputs),
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        predictions=f"{RUN}/predictions/{{tested_on}}.npz",
        measures=f"{RUN}/predictions/{{tested_on}}.json",
    log:
        "results/logs/evaluate/{dataset}/{architecture}/seed{seed}/{tested_on}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1000),
        runtime=minutes(30),
    params:
        **TORCH,
        code=code("analysis/evaluate.py", "architectures/{architecture}.py"),
    script:
        "../../scripts/analysis/evaluate.py"


rule map_translation:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
        test="results/datasets/{dataset}/test.npz",
    output:
        f"{RUN}/translation.npz",
    log:
        "results/logs/map_translation/{dataset}/{architecture}/seed{seed}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1500),
        runtime=minutes(60),
    params:
        **TORCH,
        code=code("analysis/map_translation.py", "architectures/{architecture}.py"),
        images_per_class=EXPERIMENT.translation.images_per_class,
    script:
        "../../scripts/analysis/map_translation.py"


rule measure_invariance:
    input:
        translation=f"{RUN}/translation.npz",
        predictions=f"{RUN}/predictions/{{dataset}}.npz",
    output:
        f"{RUN}/invariance.npz",
    log:
        "results/logs/measure_invariance/{dataset}/{architecture}/seed{seed}.log",
    priority: 1
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("analysis/measure_invariance.py"),
        classes=class_count,
    script:
        "../../scripts/analysis/measure_invariance.py"


rule measure_covariance:
    input:
        unpack(lambda wildcards: training_files(wildcards.dataset)),
    output:
        "results/datasets/{dataset}/covariance.npz",
    log:
        "results/logs/measure_covariance/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("analysis/measure_covariance.py"),
        classes=class_count,
        frame=frame,
        training_garments=of_dataset("training_garments"),
        placement=of_dataset("placement"),
    script:
        "../../scripts/analysis/measure_covariance.py"


rule measure_distances:
    input:
        test="results/datasets/{dataset}/test.npz",
    output:
        "results/datasets/{dataset}/distances.npz",
    log:
        "results/logs/measure_distances/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("analysis/measure_distances.py"),
    script:
        "../../scripts/analysis/measure_distances.py"


rule measure_stripes:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        f"{RUN}/stripes.npz",
    log:
        "results/logs/measure_stripes/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("analysis/measure_stripes.py", "architectures/{architecture}.py"),
        garment=garment_shape,
        torch=TORCH["torch"],
    script:
        "../../scripts/analysis/measure_stripes.py"


rule measure_equivariance:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
        test="results/datasets/{dataset}/test.npz",
    output:
        f"{RUN}/equivariance.csv",
    log:
        "results/logs/measure_equivariance/{dataset}/{architecture}/seed{seed}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1000),
        runtime=minutes(30),
    params:
        **TORCH,
        code=code("analysis/measure_equivariance.py", "architectures/{architecture}.py"),
    script:
        "../../scripts/analysis/measure_equivariance.py"


# The features of a front end are the same for all seeds.
rule measure_deformation:
    input:
        encodings="results/encodings/{dataset}/{architecture}/train.npz",
        test=lambda wildcards: test_frames(wildcards.dataset),
    output:
        DEFORMATION,
    log:
        "results/logs/measure_deformation/{dataset}/{architecture}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(2500),
        runtime=minutes(30),
    params:
        **TORCH,
        code=code("analysis/measure_deformation.py", "architectures/{architecture}.py"),
        frame=frame,
        garment=garment_shape,
        options=lambda wildcards: runs.front_end_options(EXPERIMENT, wildcards.architecture),
        normalisation=EXPERIMENT.normalisation.model_dump(),
    script:
        "../../scripts/analysis/measure_deformation.py"


rule measure_scattering:
    input:
        deformation=DEFORMATION,
        test=lambda wildcards: test_frames(wildcards.dataset),
    output:
        WAVELETS,
    log:
        "results/logs/measure_scattering/{dataset}/{architecture}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1500),
        runtime=minutes(30),
    params:
        **TORCH,
        code=code("analysis/measure_scattering.py", "architectures/{architecture}.py"),
        frame=frame,
        garment=garment_shape,
        options=lambda wildcards: runs.front_end_options(EXPERIMENT, wildcards.architecture),
        normalisation=EXPERIMENT.normalisation.model_dump(),
    script:
        "../../scripts/analysis/measure_scattering.py"


rule synthesize:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        images=f"{RUN}/synthesis.npz",
        record=f"{RUN}/synthesis.json",
    log:
        "results/logs/synthesize/{dataset}/{architecture}/seed{seed}.log",
    priority: 1
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=torch_cores,
        mem_mb=memory(1500),
        runtime=minutes(30),
    params:
        **TORCH,
        code=code("analysis/synthesize.py", "architectures/{architecture}.py"),
        synthesis=lambda wildcards: EXPERIMENT.architectures[wildcards.architecture].synthesis.model_dump(),
    script:
        "../../scripts/analysis/synthesize.py"
