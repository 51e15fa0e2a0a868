# A figure takes about as long to begin as to draw, so figures that read the same file are drawn in one job.


include: "../helpers/figures.smk"


rule plot_samples:
    input:
        test="results/datasets/{dataset}/test.npz",
    output:
        figure("results/figures/{dataset}/samples", "samples", "Garments", {"dataset": "{dataset}"}),
    log:
        "results/logs/plot_samples/{dataset}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_samples.py"),
        classes=classes,
    script:
        "../../scripts/figures/plot_samples.py"


rule plot_surprise:
    input:
        test=f"results/datasets/{MAIN}/test.npz",
        distances=f"results/datasets/{MAIN}/distances.npz",
    output:
        comparison("surprise"),
    log:
        "results/logs/plot_surprise.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_surprise.py"),
        classes=EXPERIMENT.source_of(MAIN).classes,
        noun=EXPERIMENT.source_of(MAIN).noun.model_dump(),
    script:
        "../../scripts/figures/plot_surprise.py"


rule plot_learning_curves:
    input:
        of_runs(f"{RUN}/history.csv"),
    output:
        comparison("learning_curves"),
    log:
        "results/logs/plot_learning_curves.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_learning_curves.py"),
        runs=SHOWN_RUNS,
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_learning_curves.py"


rule plot_learning_curve:
    input:
        unpack(notebook_curve),
        history=f"{RUN}/history.csv",
    output:
        figure_of_run("learning_curve", "learning_curve", "Learning"),
    log:
        "results/logs/plot_learning_curve/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_learning_curve.py"),
        title=title,
    script:
        "../../scripts/figures/plot_learning_curve.py"


rule plot_predictions:
    input:
        test="results/datasets/{dataset}/test.npz",
        predictions=f"{RUN}/predictions/{{dataset}}.npz",
    output:
        counts=figure_of_run("confusion_counts", "confusion", "Mistakes"),
        rates=figure_of_run("confusion_rates", "confusion", "Mistakes"),
        classified=figure_of_run("classified", "classified", "Mistakes"),
    log:
        "results/logs/plot_predictions/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_predictions.py"),
        classes=classes,
        title=title,
    script:
        "../../scripts/figures/plot_predictions.py"


rule plot_synthesis:
    input:
        images=f"{RUN}/synthesis.npz",
        record=f"{RUN}/synthesis.json",
    output:
        classes=figure_of_run("class_images", "class_images", "Preferred images"),
        controls=figure_of_run("controls", "controls", "Preferred images"),
    log:
        "results/logs/plot_synthesis/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_synthesis.py"),
        classes=classes,
    script:
        "../../scripts/figures/plot_synthesis.py"


rule plot_neuron_images:
    input:
        images=f"{RUN}/synthesis.npz",
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        figure_of_run("neuron_images", "neuron_images", "Preferred images"),
    log:
        "results/logs/plot_neuron_images/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_neuron_images.py"),
    script:
        "../../scripts/figures/plot_neuron_images.py"


rule plot_kernels:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        figure_of_run("kernels", "kernels", "Weights"),
    log:
        "results/logs/plot_kernels/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_kernels.py"),
    script:
        "../../scripts/figures/plot_kernels.py"


rule plot_output_weights:
    input:
        weights=f"{RUN}/weights.safetensors",
        record=f"{RUN}/training.json",
    output:
        figure_of_run("output_weights", "output_weights", "Weights"),
    log:
        "results/logs/plot_output_weights/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_output_weights.py"),
        classes=classes,
        title=title,
    script:
        "../../scripts/figures/plot_output_weights.py"


rule plot_translation:
    input:
        of_runs(f"{RUN}/invariance.npz"),
    output:
        maps=comparison("translation_maps", caption="translation"),
        by_distance=comparison("accuracy_by_distance"),
        ripple=comparison("ripple"),
    log:
        "results/logs/plot_translation.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_translation.py"),
        runs=SHOWN_RUNS,
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_translation.py"


rule plot_class_maps:
    input:
        f"{RUN}/invariance.npz",
    output:
        figure_of_run("class_maps", "class_maps", "Translation maps of a run"),
    log:
        "results/logs/plot_class_maps/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_class_maps.py"),
        classes=classes,
        title=title,
    script:
        "../../scripts/figures/plot_class_maps.py"


rule plot_transfer:
    input:
        "results/tables/transfer.csv",
    output:
        comparison("transfer"),
    log:
        "results/logs/plot_transfer.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_tested_on.py"),
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_tested_on.py"


use rule plot_transfer as plot_robustness with:
    input:
        "results/tables/robustness.csv",
    output:
        comparison("robustness"),
    log:
        "results/logs/plot_robustness.log",


rule plot_examples:
    input:
        "results/tables/examples.csv",
    output:
        comparison("examples"),
    log:
        "results/logs/plot_examples.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_examples.py"),
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_examples.py"


rule plot_equivariance:
    input:
        "results/tables/equivariance.csv",
    output:
        comparison("equivariance"),
    log:
        "results/logs/plot_equivariance.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_equivariance.py"),
        dataset=MAIN,
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_equivariance.py"


rule plot_networks:
    input:
        **concluded(),
    output:
        comparison("networks"),
    log:
        "results/logs/plot_networks.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_networks.py"),
        dataset=MAIN,
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_networks.py"


rule plot_stripes:
    input:
        unpack(stripes_of_datasets_alike),
    output:
        figure_of_run("stripes", "stripes", "Weights"),
    log:
        "results/logs/plot_stripes/{dataset}/{architecture}/seed{seed}.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_stripes.py"),
        datasets=datasets_with_stripes,
        title=title,
    script:
        "../../scripts/figures/plot_stripes.py"


rule plot_wavelets:
    input:
        DRAWN_WAVELETS,
    output:
        comparison("wavelets"),
    log:
        "results/logs/plot_wavelets.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_wavelets.py"),
    script:
        "../../scripts/figures/plot_wavelets.py"


rule plot_convolved:
    input:
        DRAWN_WAVELETS,
    output:
        comparison("convolved"),
    log:
        "results/logs/plot_convolved.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_convolved.py"),
    script:
        "../../scripts/figures/plot_convolved.py"


rule plot_coefficients:
    input:
        DRAWN_WAVELETS,
    output:
        comparison("coefficients"),
    log:
        "results/logs/plot_coefficients.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_coefficients.py"),
    script:
        "../../scripts/figures/plot_coefficients.py"


rule plot_deformation:
    input:
        "results/tables/deformation.csv",
    output:
        comparison("deformation"),
    log:
        "results/logs/plot_deformation.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("figures/plot_deformation.py"),
        dataset=MAIN,
        networks=NETWORKS,
    script:
        "../../scripts/figures/plot_deformation.py"
