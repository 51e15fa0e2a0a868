# `snakemake benchmark`: the speed of this pipeline beside the notebook's way and the limit of the machine.


include: "../helpers/benchmark.smk"


rule benchmark:
    """Measure speeds: results/benchmarks/throughput.csv, results/figures/throughput.*."""
    input:
        "results/benchmarks/throughput.csv",
        multiext("results/figures/throughput", *FORMATS),


rule measure_throughput:
    input:
        unpack(benchmark_inputs),
    output:
        "results/benchmarks/times/{architecture}.json",
    log:
        "results/logs/measure_throughput/{architecture}.log",
    conda:
        "../../environment.yml"
    threads: EXPERIMENT.threads
    resources:
        gpu=gpu,
        torch_cores=machine.cores(),  # on a GPU too, so that no training runs beside it
        mem_mb=8000,  # five processes of 1500 at the most
        runtime=minutes(120),
    params:
        **TORCH,
        code=code("benchmark/measure_throughput.py", "architectures/{architecture}.py"),
        run=benchmarked_run,
        precisions=EXPERIMENT.benchmark.precisions,
        repeats=EXPERIMENT.benchmark.repeats,
    script:
        "../../scripts/benchmark/measure_throughput.py"


use rule train as train_at_precision with:
    output:
        weights=f"{AT_PRECISION}/weights.safetensors",
        history=f"{AT_PRECISION}/history.csv",
        record=f"{AT_PRECISION}/training.json",
        cost=f"{AT_PRECISION}/cost.json",
    log:
        "results/logs/train_at_precision/{dataset}/{architecture}/{precision}/seed{seed}.log",
    benchmark:
        "results/benchmarks/train_at_precision/{dataset}/{architecture}/{precision}/seed{seed}.tsv"
    wildcard_constraints:
        precision=r"\w+",
        seed=r"\d+",
    params:
        **TORCH,
        code=code("training/train.py", "architectures/{architecture}.py"),
        run=run_at_precision,


rule tabulate_throughput:
    input:
        times=lambda wildcards: [f"results/benchmarks/times/{name}.json" for name in benchmarked_networks()],
        records=at_every_precision("training.json"),
        costs=at_every_precision("cost.json"),
        histories=at_every_precision("history.csv"),
    output:
        "results/benchmarks/throughput.csv",
    log:
        "results/logs/tabulate_throughput.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("benchmark/tabulate_throughput.py"),
        labels=LABELS,
    script:
        "../../scripts/benchmark/tabulate_throughput.py"


rule plot_throughput:
    input:
        "results/benchmarks/throughput.csv",
    output:
        multiext("results/figures/throughput", *FORMATS),
    log:
        "results/logs/plot_throughput.log",
    localrule: True
    conda:
        "../../environment.yml"
    params:
        code=code("benchmark/plot_throughput.py"),
    script:
        "../../scripts/benchmark/plot_throughput.py"
