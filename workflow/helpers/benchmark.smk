# Measured on the first dataset, with networks of the notebook.
BENCHMARKED = related_datasets.trained(EXPERIMENT)[0]
AT_PRECISION = "results/benchmarks/precision/{dataset}/{architecture}/{precision}/seed{seed}"


def benchmarked_networks():
    """Return the notebook's networks; end Snakemake with one clear line if the configuration has none."""
    networks = [name for name in ("two_full", "two_conv_two_full") if name in EXPERIMENT.architectures]
    if not networks:
        sys.exit("error: architectures: the benchmark takes two_full or two_conv_two_full, or both")
    return networks


def benchmark_inputs(wildcards):
    """Return the garments on which a network is timed, which is tried first."""
    operators(wildcards.architecture, BENCHMARKED)
    return {file: source_path(BENCHMARKED, file) for file in FILES}


def benchmarked_run(wildcards):
    """Return what decides a run of the network that is measured, and the settings of its synthesis."""
    name = wildcards.architecture
    run = runs.Run(BENCHMARKED, name, EXPERIMENT.seeds[0])
    synthesis = EXPERIMENT.architectures[name].synthesis.model_dump()
    return runs.settings(EXPERIMENT, run) | {"synthesis": synthesis}


def run_at_precision(wildcards):
    """Return what decides a run, at the precision of the wildcards."""
    settings = runs.settings(EXPERIMENT, run_of(wildcards))
    return settings | {"training": settings["training"] | {"precision": wildcards.precision}}


def at_every_precision(file):
    """Return an input function: a file of each training that shows what a precision does to the accuracy."""
    return lambda wildcards: [
        f"{AT_PRECISION}/{file}".format(
            dataset=BENCHMARKED, architecture=name, precision=precision, seed=seed
        )
        for name in benchmarked_networks()
        for precision in EXPERIMENT.benchmark.precisions
        for seed in EXPERIMENT.benchmark.seeds
    ]
