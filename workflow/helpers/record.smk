# Each file is a configuration: networks whose training is timed, its settings, seeds and threads.
RECORDS = {file.stem: file for file in sorted((WORKFLOW / "records").glob("*.yaml"))}
RECORD = "results/record/{record}/{architecture}"


@functools.cache
def record_of(name):
    """Return the Experiment of a record; whatever its file leaves out is as in this configuration."""
    file = RECORDS[name]
    try:
        found = load.experiment(yaml.safe_load(file.read_text("utf-8")), load.complete(GIVEN, DEFAULTS))
        for architecture in found.architectures:
            if not contract.has_front_end(architecture):
                raise UserError(
                    f"architectures.{architecture}: a record takes a network with a front end, whose accuracy "
                    "is the same at every offset"
                )
    except UserError as error:
        sys.exit(f"error: {file}: {error}")
    return found


def recorded_run(wildcards):
    """Return what decides a run of a record."""
    run = runs.Run(MAIN, wildcards.architecture, int(wildcards.seed))
    return runs.settings(record_of(wildcards.record), run)


def checked_front_end(wildcards):
    """Return what decides the features that a network of a record computes from the test garments."""
    run = runs.settings(record_of(wildcards.record), runs.Run(MAIN, wildcards.architecture, 0))
    return {
        key: run[key] for key in ("architecture", "options", "frame", "garment", "classes", "normalisation")
    }


def record_inputs(wildcards):
    """Return the files of the garments; the network is tried first."""
    tried(record_of(wildcards.record), wildcards.architecture, MAIN)
    return {file: source_path(MAIN, file) for file in FILES}


def record_threads(wildcards):
    return record_of(wildcards.record).threads


def every_record(file):
    """Return an input function: a file of every network of every record and, if it names one, of every seed."""

    def files(wildcards):
        every = (
            f"{RECORD}/{file}".format(record=record, architecture=architecture, seed=seed)
            for record in RECORDS
            for architecture in record_of(record).architectures
            for seed in record_of(record).seeds
        )
        return list(dict.fromkeys(every))

    return files
