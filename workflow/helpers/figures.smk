from shiftlab.networks.features import operators_with_features

FORMATS = (".pdf", ".png", ".svg")  # of every figure: for print, reports, and the page
COVARIANCE = "results/datasets/{dataset}/covariance.npz"
FIGURES = "results/figures/{dataset}/{architecture}/seed{seed}"


def in_report(file, caption, category, labels):
    """Return an output that a report shows, with a caption of workflow/report: see rule write_captions."""
    caption = os.path.abspath(f"results/captions/{caption}.rst")
    return report(file, caption=caption, category=category, labels=labels)


def figure(stem, caption, category, labels):
    """Return the files of a figure as outputs, of which a report shows one."""
    shown = in_report(f"{stem}.png", caption, category, labels)
    return [f"{stem}.pdf", shown, f"{stem}.svg"]


def figure_of_run(name, caption, category):
    """Return the files of a figure of each run as outputs."""

    def labels_of(wildcards):
        return {
            "figure": name.replace("_", " "),
            "network": named_network(wildcards),
            "seed": wildcards.seed,
        }

    return figure(f"{FIGURES}/{name}", caption, category, labels_of)


def named_network(wildcards):
    return labels.network(EXPERIMENT, run_of(wildcards))


def comparison(name, caption=None):
    """Return the files of a figure of all runs as outputs; its caption has its name unless another is given."""
    return figure(
        f"results/figures/{name}", caption or name, "Comparison", {"figure": name.replace("_", " ")}
    )


def concluded():
    """Return the tables from which the figure of the conclusion is drawn."""
    tables = ["networks", "transfer"]
    tables += [name for name in outputs.comparisons(EXPERIMENT, ()) if name in ("examples", "robustness")]
    return {name: f"results/tables/{name}.csv" for name in tables}


def title(wildcards):
    return f"{named_network(wildcards)}, seed {wildcards.seed}"


def striped(chosen):
    """Return those of the chosen runs whose weights may be striped."""
    return [run for run in chosen if outputs.sees_frame(operators_of(run))]


def striped_datasets():
    """Return the datasets of those runs."""
    return list(dict.fromkeys(run.dataset for run in striped(RUNS)))


def featured(chosen):
    """Return those of the chosen runs whose networks see frames and have features to compare."""
    learned = [run for run in chosen if not or_exit(contract.has_front_end, run.architecture)]
    return [run for run in learned if operators_with_features(operators_of(run))]


def measured():
    """Return the names of the tables of measures that not every network has, but some do."""
    return [name for name, some in (("stripes", striped), ("equivariance", featured)) if some(RUNS)]


def figure_stems(wildcards):
    """Return the path of every figure, without its suffix."""
    stems = [
        f"results/figures/{dataset}/{name}"
        for dataset in EXPERIMENT.datasets
        if not related_datasets.is_small(EXPERIMENT, dataset)
        for name in outputs.FIGURES_OF_DATASET
    ]
    for run in DRAWN_RUNS:
        neurons = EXPERIMENT.architectures[run.architecture].synthesis.neurons
        names = outputs.figures_of_run(operators_of(run), neurons)
        stems += [f"{FIGURES}/{name}".format(**run._asdict()) for name in names]
    return stems + [f"results/figures/{name}" for name in outputs.comparisons(EXPERIMENT, measured())]


def every_figure(wildcards):
    """Return the files of every figure."""
    return [stem + suffix for stem in figure_stems(wildcards) for suffix in FORMATS]


def notebook_curve(wildcards):
    """Return the notebook's curve as an input of the runs that follow it."""
    return {"notebook": NOTEBOOK} if run_of(wildcards) in NOTEBOOK_RUNS else {}


def datasets_with_stripes(wildcards):
    """Return the datasets on which the same network is trained, its own first."""
    trained = {(run.dataset, run.architecture) for run in RUNS}
    alike = related_datasets.alike(EXPERIMENT, wildcards.dataset)
    return [name for name in alike if (name, wildcards.architecture) in trained]


def stripes_of_datasets_alike(wildcards):
    """Return the stripes of the same network trained on each dataset like its own, and their covariances."""
    run = run_of(wildcards)
    same = [run._replace(dataset=name) for name in datasets_with_stripes(wildcards)]
    return {
        "stripes": of_runs(f"{RUN}/stripes.npz", same),
        "covariances": of_runs(COVARIANCE, same),
    }
