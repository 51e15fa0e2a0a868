NUMBERS = {kind: f"results/tables/numbers.{kind}" for kind in ("json", "tex")}
# The runs on as many garments as there are, with which those on few are compared.
FULL_SIZE = {related_datasets.full_size(EXPERIMENT, run.dataset) for run in SMALL_RUNS}
EXAMPLE_RUNS = [*SMALL_RUNS, *(run for run in RUNS if run.dataset in FULL_SIZE)]


# Of each network with a front end, one run: the features do not depend on the seed.
ENCODED_RUNS = [
    run
    for run in RUNS
    if run.seed == EXPERIMENT.seeds[0] and or_exit(contract.has_front_end, run.architecture)
]


def identities(chosen):
    """Return the first columns of the rows of some runs."""
    return [labels.identity(EXPERIMENT, run) for run in chosen]


def table(name):
    """Return the files of a table as outputs, of which a report shows one."""
    file = f"results/tables/{name}.csv"
    return {
        "csv": in_report(file, name, "Tables", {"table": name}),
        "tex": f"results/tables/{name}.tex",
    }


def csv_of(tables):
    return [f"results/tables/{name}.csv" for name in tables]


def every_table(wildcards):
    """Return the files of every table."""
    tables = outputs.all_tables(EXPERIMENT, measured())
    return [f"results/tables/{name}{suffix}" for name in tables for suffix in (".csv", ".tex")]


def encoding_records(run):
    """Return the records of a run's encodings, which say how long they took; none without a front end."""
    stems = [encodings(run.dataset, run.architecture, part) for part in ("train", "test")]
    return [f"{stem}.json" for stem in stems if stem]


def measures_of(tests):
    """Return the measures of runs on datasets. tests: pairs (run, dataset)."""
    return [f"{RUN}/predictions/{name}.json".format(**run._asdict()) for run, name in tests]


def shown_tests(tests):
    """Return pairs (run, dataset) as tables show them."""
    return [
        (labels.identity(EXPERIMENT, run), labels.placement_shown(EXPERIMENT, name, run.architecture))
        for run, name in tests
    ]


def shown_backgrounds(tests):
    """Return the same, where it is the background that differs: black frames, of any placement, are "black"."""
    return [
        (run, "black" if EXPERIMENT.datasets[name].background == "black" else name)
        for (run, _), (_, name) in zip(shown_tests(tests), tests)
    ]


def training_garments(dataset):
    """Return the number of training garments of a dataset."""
    given = EXPERIMENT.datasets[dataset].training_garments
    return EXPERIMENT.source_of(dataset).training_shape[0] if given is None else given
