# The runs whose networks have a front end.
ENCODED_RUNS = [run for run in RUNS if encodings(run.dataset, run.architecture)]
NUMBERS = {kind: f"results/tables/numbers.{kind}" for kind in ("json", "tex")}


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
    tables = outputs.all_tables(EXPERIMENT, striped(RUNS), featured(RUNS))
    return [f"results/tables/{name}{suffix}" for name in tables for suffix in (".csv", ".tex")]
