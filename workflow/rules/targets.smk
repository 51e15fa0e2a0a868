# What is made: the outputs that a report shows, the figures that make sense for each network, all targets.


def figure(stem, caption, category, **labels):
    """Return the files of a figure as outputs, of which a report shows one."""
    shown = report(f"{stem}.png", caption=f"../report/{caption}.rst", category=category, labels=labels)
    return [f"{stem}.pdf", shown]


def figure_of_run(name, caption, category):
    """Return the files of a figure of each run as outputs."""
    labels = {"network": "{architecture}", "trained on": "{dataset}", "seed": "{seed}"}
    return figure(f"{FIGURES}/{name}", caption, category, figure=name.replace("_", " "), **labels)


def table(name):
    """Return the files of a table as outputs, of which a report shows one."""
    file = f"results/tables/{name}.csv"
    shown = report(file, caption=f"../report/{name}.rst", category="Tables", labels={"table": name})
    return {"csv": shown, "tex": f"results/tables/{name}.tex"}


@functools.cache
def operators(dataset, architecture):
    from shiftlab.networks import build  # here, as torch takes long to import and few commands come this way

    side = config["datasets"][dataset]["frame"]
    options = config["architectures"][architecture]["options"]
    return build.describe(architecture, side, len(classes_of(dataset)), options)


def sees_frame(run):
    """Say whether the network of a run has an operator on the frame itself, whose weights may be striped."""
    found = or_exit(operators, run["dataset"], run["architecture"])
    return any(operator["sees_frame"] for operator in found)


def striped_runs(wildcards=None):
    """Return the runs whose weights may be striped, for instance as a params function."""
    return [run for run in RUNS if sees_frame(run)]


def measured_tables():
    """Return the names of the tables that a summary over the seeds is made of."""
    stripes = ["stripes"] if striped_runs() else []
    return ["accuracy", "translation", "ripple", "transfer", *stripes]


def stripes_of_datasets_alike(wildcards):
    """Return the files that say how striped the same network is when trained on each dataset like its own."""
    return [
        f"{RUN}/stripes.npz".format(**dict(wildcards) | {"dataset": dataset})
        for dataset in alike(wildcards.dataset)
    ]


def figures_of(run):
    """Return the names of the figures that make sense for the network of a run."""
    found = or_exit(operators, run["dataset"], run["architecture"])
    names = ["learning_curve", "confusion_counts", "confusion_rates", "classified", "class_images"]
    names += ["controls", "class_maps"]
    if found[:-1]:
        names.append("neuron_images")
    if sees_frame(run):
        names.append("stripes")
    if any(operator["kind"] == "convolution" for operator in found):
        names.append("kernels")
    if found and found[-1]["kind"] == "linear":
        names.append("output_weights")
    return names


def figure_files(wildcards):
    """Return the files of every figure."""
    figures = [f"results/figures/{dataset}/samples" for dataset in config["datasets"]]
    figures += [f"{FIGURES}/{name}".format(**run) for run in RUNS for name in figures_of(run)]
    together = (
        "learning_curves",
        "translation_maps",
        "accuracy_by_distance",
        "ripple",
        "transfer",
        "networks",
        "places",
    )
    figures += [f"results/figures/{name}" for name in together]
    return [stem + suffix for stem in figures for suffix in (".pdf", ".png")]


def numbered_tables():
    """Return the names of the tables that the numbers of a text come from."""
    return [*measured_tables(), *(["reproduction"] if NOTEBOOK_RUNS else [])]


def targets(wildcards):
    """Return all that a plain `snakemake` makes."""
    tables = [*numbered_tables(), "networks"]
    if len(config["seeds"]) > 1:
        tables.append("summary")
    return (
        figure_files(wildcards)
        + [f"results/tables/{table}{suffix}" for table in tables for suffix in (".csv", ".tex")]
        + [*NUMBERS.values(), *HANDOUT.values()]
    )
