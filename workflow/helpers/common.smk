# What the rules of several stages use.


def share_the_machine():
    """Have PyTorch jobs run side by side as far as this machine's cores and memory reach, unless the user says."""
    if workflow.local_exec:
        for resource, most in {"torch_cores": machine.cores(), "mem_mb": machine.memory_mb()}.items():
            if resource not in workflow.global_resources:
                workflow.register_resource(resource, most)


def check_disks():
    """End Snakemake with one clear line if results, or temporary files, cannot be written."""
    Path("results").mkdir(exist_ok=True)
    if not os.access("results", os.W_OK):
        sys.exit("error: results: nothing can be written into this folder; it must not be read-only")
    temporary = os.environ.get("TMPDIR", tempfile.gettempdir())  # which avoids a full one; Snakemake does not
    if os.path.isdir(temporary) and shutil.disk_usage(temporary).free < 1_000_000:
        sys.exit(f"error: {temporary}, for temporary files: {DISK_FULL}")


def date_to_now():
    """Date results of the future to now.

    If the clock was set back, Snakemake would refuse what is made from them, as it is older than they are.
    """
    now = time.time()
    for path in Path("results").rglob("*"):
        if path.is_file() and path.stat().st_mtime > now:
            path.touch()


def code(*scripts):
    """Return a params function: the digest of each of `scripts`, and of every local module behind it.

    Digests rather than input files, as Snakemake compares an input's content only when it is newer than
    the output: an edit made while the job runs, or one with an old time stamp, would go unnoticed.
    """

    def digests_of(wildcards):
        found = {}
        for script in scripts:
            found |= or_exit(digests.of_code, SCRIPTS / script.format(**wildcards), SCRIPTS)
        return found

    return digests_of


def device(wildcards):
    """Return the kind of device of a PyTorch job; end Snakemake with one clear line if it cannot be.

    Not checked when the configuration is loaded, as jobs may run on machines with other devices.
    """
    kind = EXPERIMENT.device
    if not workflow.local_exec:
        if kind == "auto":
            sys.exit("error: device: auto cannot be known for jobs on other machines; choose cuda or cpu")
    elif kind == "auto":
        return accelerator.available()[0]
    elif not workflow.dryrun:
        or_exit(accelerator.check, kind)
    return kind


def gpu(wildcards):
    """Return how many GPUs a PyTorch job takes."""
    return int(device(wildcards) != "cpu")


def torch_cores(wildcards):
    """Return how many CPU cores a PyTorch job keeps busy: with a GPU none, without one core for each thread."""
    return 0 if gpu(wildcards) else EXPERIMENT.threads


def memory(megabytes):
    """Return the mem_mb of a PyTorch job that takes as much on a CPU; more of it if the job has failed.

    With a GPU, the libraries of CUDA alone take more.
    """

    def mem_mb(wildcards, attempt):
        return attempt * (4000 if gpu(wildcards) else megabytes)

    return mem_mb


def minutes(with_gpu):
    """Return the runtime of a PyTorch job that takes at most so many minutes with a GPU; ten times that without."""

    def runtime(wildcards):
        return with_gpu * (1 if gpu(wildcards) else 10)

    return runtime


def tried(experiment, architecture, dataset):
    """Build and try a network; return its operators, or end Snakemake with one clear line on a mistake in it."""
    data, options = runs.data(experiment, dataset), experiment.architectures[architecture].options
    facts = architecture, data["frame"], data["garment"], data["classes"], options
    return or_exit(trial.operators, *facts, ".snakemake/networks")


@functools.cache
def operators(architecture, dataset):
    """Return the linear and convolutional operators of a network, which is built and tried for that.

    Called for every network that a target needs, so that a mistake in one ends Snakemake before any job.
    """
    return tried(EXPERIMENT, architecture, dataset)


def operators_of(run):
    return operators(run.architecture, run.dataset)


# What readers see of each architecture.
LABELS = {name: architecture.label for name, architecture in EXPERIMENT.architectures.items()}
# The same, in the order that decides the colour of each in figures: see figures.style.
NETWORKS = list(LABELS.values())

# Params of every PyTorch job: these decide the last digits of its results.
TORCH = {"device": device, "threads": EXPERIMENT.threads, "torch": version("torch")}


def of_runs(pattern, chosen=RUNS):
    """Return a path for each of the chosen runs."""
    return [pattern.format(**run._asdict()) for run in chosen]


def run_of(wildcards):
    return runs.Run(wildcards.dataset, wildcards.architecture, int(wildcards.seed))


def frame(wildcards):
    return EXPERIMENT.datasets[wildcards.dataset].frame


def classes(wildcards):
    """Return the names of a dataset's classes."""
    return EXPERIMENT.source_of(wildcards.dataset).classes


def class_count(wildcards):
    # Where only this is needed: a new name for a class must not train anything again.
    return len(classes(wildcards))


def source_path(dataset, file):
    """Return a file of a dataset's source, by its key in FILES."""
    return f"results/sources/{EXPERIMENT.datasets[dataset].source}/{FILES[file]}"
