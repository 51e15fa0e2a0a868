# A figure costs about as much time to begin as to draw, so what is read from the same file is drawn in one job.


rule plot_samples:
    input:
        test="results/datasets/{dataset}/test.npz",
    output:
        multiext("results/figures/{dataset}/samples", ".pdf", ".png"),
    log:
        "results/logs/plot_samples/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_samples.py"),
        frame=frame,
        classes=classes,
    script:
        "../../scripts/plot_samples.py"


rule plot_learning_curves:
    input:
        of_every_run(f"{RUN}/history.csv"),
    output:
        multiext("results/figures/learning_curves", ".pdf", ".png"),
    log:
        "results/logs/plot_learning_curves.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_learning_curves.py"),
        runs=RUNS,
    script:
        "../../scripts/plot_learning_curves.py"


rule plot_learning_curve:
    input:
        unpack(notebook_curve),
        history=f"{RUN}/history.csv",
    output:
        multiext(f"{FIGURES}/learning_curve", ".pdf", ".png"),
    log:
        "results/logs/plot_learning_curve/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_learning_curve.py"),
        title=title,
    script:
        "../../scripts/plot_learning_curve.py"


rule plot_predictions:
    input:
        test="results/datasets/{dataset}/test.npz",
        predictions=f"{RUN}/predictions/{{dataset}}.npz",
    output:
        counts=multiext(f"{FIGURES}/confusion_counts", ".pdf", ".png"),
        rates=multiext(f"{FIGURES}/confusion_rates", ".pdf", ".png"),
        classified=multiext(f"{FIGURES}/classified", ".pdf", ".png"),
    log:
        "results/logs/plot_predictions/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_predictions.py"),
        frame=frame,
        classes=classes,
        title=title,
    script:
        "../../scripts/plot_predictions.py"


rule plot_synthesis:
    input:
        images=f"{RUN}/synthesis.npz",
        numbers=f"{RUN}/synthesis.json",
    output:
        classes=multiext(f"{FIGURES}/class_images", ".pdf", ".png"),
        controls=multiext(f"{FIGURES}/controls", ".pdf", ".png"),
    log:
        "results/logs/plot_synthesis/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_synthesis.py"),
    script:
        "../../scripts/plot_synthesis.py"


rule plot_neuron_images:
    input:
        images=f"{RUN}/synthesis.npz",
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        multiext(f"{FIGURES}/neuron_images", ".pdf", ".png"),
    log:
        "results/logs/plot_neuron_images/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_neuron_images.py"),
    script:
        "../../scripts/plot_neuron_images.py"


rule plot_kernels:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        multiext(f"{FIGURES}/kernels", ".pdf", ".png"),
    log:
        "results/logs/plot_kernels/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_kernels.py"),
    script:
        "../../scripts/plot_kernels.py"


rule plot_output_weights:
    input:
        weights=f"{RUN}/weights.safetensors",
        training=f"{RUN}/training.json",
    output:
        multiext(f"{FIGURES}/output_weights", ".pdf", ".png"),
    log:
        "results/logs/plot_output_weights/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_output_weights.py"),
        classes=classes,
        title=title,
    script:
        "../../scripts/plot_output_weights.py"


rule plot_translation:
    input:
        of_every_run(f"{RUN}/translation.npz"),
    output:
        maps=multiext("results/figures/translation_maps", ".pdf", ".png"),
        by_distance=multiext("results/figures/accuracy_by_distance", ".pdf", ".png"),
        ripple=multiext("results/figures/ripple", ".pdf", ".png"),
    log:
        "results/logs/plot_translation.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_translation.py"),
        runs=RUNS,
    script:
        "../../scripts/plot_translation.py"


rule plot_class_maps:
    input:
        f"{RUN}/translation.npz",
    output:
        multiext(f"{FIGURES}/class_maps", ".pdf", ".png"),
    log:
        "results/logs/plot_class_maps/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_class_maps.py"),
        classes=classes,
        title=title,
    script:
        "../../scripts/plot_class_maps.py"


rule plot_transfer:
    input:
        "results/tables/transfer.csv",
    output:
        multiext("results/figures/transfer", ".pdf", ".png"),
    log:
        "results/logs/plot_transfer.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_transfer.py"),
    script:
        "../../scripts/plot_transfer.py"


rule plot_networks:
    input:
        "results/tables/networks.csv",
    output:
        multiext("results/figures/networks", ".pdf", ".png"),
    log:
        "results/logs/plot_networks.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_networks.py"),
    script:
        "../../scripts/plot_networks.py"


rule plot_stripes:
    input:
        stripes_of_datasets_alike,
    output:
        multiext(f"{FIGURES}/stripes", ".pdf", ".png"),
    log:
        "results/logs/plot_stripes/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("plot_stripes.py"),
        datasets=lambda wildcards: alike(wildcards.dataset),
        title=title,
    script:
        "../../scripts/plot_stripes.py"
