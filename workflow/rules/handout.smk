# The handout: its numbers, what its page knows of a few garments, and then the text, last of all.


rule tabulate_numbers:
    input:
        tables=lambda wildcards: [f"results/tables/{table}.csv" for table in numbered_tables()],
        images=[source_path(dataset, "train_images") for dataset in config["datasets"]],
        tests=[f"results/datasets/{dataset}/test.npz" for dataset in config["datasets"]],
        predictions=of_every_run(f"{RUN}/predictions/{{dataset}}.npz"),
        synthesis=of_every_run(f"{RUN}/synthesis.json"),
    output:
        **NUMBERS,
    log:
        "results/logs/tabulate_numbers.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/tabulate_numbers.py"),
        datasets={
            dataset: {"frame": own["frame"], "classes": classes_of(dataset)}
            for dataset, own in config["datasets"].items()
        },
        settings=numbered_settings(),
        runs=RUNS,
    script:
        "../../scripts/handout/tabulate_numbers.py"


rule choose_garments:
    input:
        [f"{RUN}/translation.npz".format(**run) for run in LIVE_RUNS if run["dataset"] == MAIN],
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


rule plot_places:
    input:
        garments="results/handout/garments.csv",
        test=f"results/datasets/{MAIN}/test.npz",
        translation=of_live_runs(f"{RUN}/translation.npz")[:2],
    output:
        figure("results/figures/places", "places", "Comparison", figure="places"),
    log:
        "results/logs/plot_places.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/plot_three_offsets.py"),
        frame=config["datasets"][MAIN]["frame"],
        classes=classes_of(MAIN),
        titles=[network["title"] for network in live_networks()[:2]],
    script:
        "../../scripts/handout/plot_three_offsets.py"


rule write_handout:
    input:
        # All of them, although the text shows a part: so no figure is made after it.
        figures=figure_files,
        numbers=NUMBERS["json"],
        garments="results/handout/garments.csv",
        test=f"results/datasets/{MAIN}/test.npz",
        translation=of_live_runs(f"{RUN}/translation.npz"),
    output:
        **{
            kind: report(file, caption="../report/handout.rst", category="Handout", labels={"file": kind})
            for kind, file in HANDOUT.items()
        },
    log:
        "results/logs/write_handout.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("handout/write_handout.py"),
        folder=TEXT,
        digests=text_digests,
        context=handout_context,
        live={
            "frame": config["datasets"][MAIN]["frame"],
            "classes": classes_of(MAIN),
            "networks": live_networks(),
        },
    script:
        "../../scripts/handout/write_handout.py"
