# The handout: the data of its page, its text, and the captions of a report.


include: "../helpers/handout.smk"


rule choose_garments:
    input:
        of_runs(f"{RUN}/invariance.npz", [run for run in LIVE_RUNS if run.dataset == MAIN]),
    output:
        "results/handout/garments.csv",
    log:
        "results/logs/choose_garments.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/choose_garments.py"),
    script:
        "../../scripts/handout/choose_garments.py"


rule plot_three_offsets:
    input:
        garments="results/handout/garments.csv",
        test=f"results/datasets/{MAIN}/test.npz",
        translation=of_runs(f"{RUN}/translation.npz", LIVE_RUNS[:2]),
    output:
        comparison("three_offsets"),
    log:
        "results/logs/plot_three_offsets.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/plot_three_offsets.py"),
        frame=EXPERIMENT.datasets[MAIN].frame,
        classes=EXPERIMENT.source_of(MAIN).classes,
        titles=[network["title"] for network in outputs.live_networks(EXPERIMENT)[:2]],
        labels=[LABELS[run.architecture] for run in LIVE_RUNS[:2]],
        networks=NETWORKS,
    script:
        "../../scripts/handout/plot_three_offsets.py"


rule write_handout:
    input:
        figures=shown_figures,
        numbers=NUMBERS["json"],
        garments="results/handout/garments.csv",
        test=f"results/datasets/{MAIN}/test.npz",
        translation=of_runs(f"{RUN}/translation.npz", LIVE_RUNS),
        invariance=of_runs(f"{RUN}/invariance.npz", LIVE_RUNS),
        stripes=lambda wildcards: of_runs(f"{RUN}/stripes.npz", striped(LIVE_PERCEPTRON)),
        cnn=lambda wildcards: of_runs(f"{RUN}/weights.safetensors", convolved(LIVE_CNN)),
        cnn_record=lambda wildcards: of_runs(f"{RUN}/training.json", convolved(LIVE_CNN)),
        microscope=MICROSCOPE,
        costs=of_runs(f"{RUN}/cost.json"),
        exercises=EXERCISES,
    output:
        **DRAFT,
    log:
        "results/logs/write_handout.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        **TEXT_PARAMS,
        code=code("handout/write_handout.py"),
    script:
        "../../scripts/handout/write_handout.py"


# Snakemake deletes the outputs of a job before it starts, so that a mistake in the text costs the draft alone.
# Whatever decides the draft is named here too: a missing draft by itself would not make the handout stale.
rule publish_handout:
    input:
        rules.write_handout.input,
        **DRAFT,
    output:
        **{kind: in_report(file, "handout", "Handout", {"file": kind}) for kind, file in HANDOUT.items()},
    log:
        "results/logs/publish_handout.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        **TEXT_PARAMS,
        code=code("handout/write_handout.py", "handout/publish_handout.py"),
    script:
        "../../scripts/handout/publish_handout.py"


rule write_captions:
    input:
        numbers=NUMBERS["json"],
        captions=CAPTION_TEXTS,
    output:
        CAPTIONS,
    log:
        "results/logs/write_captions.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/write_captions.py"),
    script:
        "../../scripts/handout/write_captions.py"
