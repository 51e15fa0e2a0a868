rule tabulate_accuracy:
    input:
        training=of_every_run(f"{RUN}/training.json"),
        predictions=of_every_run(f"{RUN}/predictions.npz"),
    output:
        csv="results/tables/accuracy.csv",
        tex="results/tables/accuracy.tex",
    log:
        "results/logs/tabulate_accuracy.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tabulate_accuracy.py"),
    script:
        "../../scripts/tabulate_accuracy.py"


rule tabulate_reproduction:
    input:
        notebook=NOTEBOOK,
        history=f"{RUN}/history.csv".format(**NOTEBOOK_RUN),
    output:
        csv="results/tables/reproduction.csv",
        tex="results/tables/reproduction.tex",
    log:
        "results/logs/tabulate_reproduction.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("tabulate_reproduction.py"),
    script:
        "../../scripts/tabulate_reproduction.py"
