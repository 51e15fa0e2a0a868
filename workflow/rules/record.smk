# `snakemake record`: how long a network takes to recognise a given share of the test garments at every offset.


include: "../helpers/record.smk"


rule record:
    """Time trainings until a given accuracy at every offset: results/tables/record.csv."""
    input:
        multiext("results/tables/record", ".csv", ".tex"),


rule time_training:
    input:
        unpack(record_inputs),
    output:
        f"{RECORD}/seed{{seed}}.json",
    log:
        "results/logs/time_training/{record}/{architecture}/seed{seed}.log",
    wildcard_constraints:
        record="|".join(RECORDS),
        architecture=r"\w+",
        seed=r"\d+",
    conda:
        "../../environment.yml"
    threads: record_threads
    resources:
        torch_cores=machine.cores(),  # so that nothing else takes its time
        mem_mb=1500,
        runtime=60,
    params:
        code=code("record/time_training.py", "architectures/{architecture}.py"),
        run=recorded_run,
        threads=record_threads,
        torch=TORCH["torch"],
    script:
        "../../scripts/record/time_training.py"


rule check_offsets:
    input:
        unpack(record_inputs),
    output:
        f"{RECORD}/offsets.json",
    log:
        "results/logs/check_offsets/{record}/{architecture}.log",
    wildcard_constraints:
        record="|".join(RECORDS),
        architecture=r"\w+",
    conda:
        "../../environment.yml"
    threads: record_threads
    resources:
        torch_cores=record_threads,
        mem_mb=1500,
        runtime=60,
    params:
        code=code("record/check_offsets.py", "architectures/{architecture}.py"),
        run=checked_front_end,
        threads=record_threads,
        torch=TORCH["torch"],
    script:
        "../../scripts/record/check_offsets.py"


rule tabulate_record:
    input:
        trainings=every_record("seed{seed}.json"),
        offsets=every_record("offsets.json"),
    output:
        csv="results/tables/record.csv",
        tex="results/tables/record.tex",
    log:
        "results/logs/tabulate_record.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("record/tabulate_record.py"),
    script:
        "../../scripts/record/tabulate_record.py"
