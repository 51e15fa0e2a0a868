"""Rule tabulate_numbers: every number that the handout, or a text of one's own, may name."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    from pathlib import Path

    import pandas as pd

    from shiftlab.tables import numbers, statistics

    params, files = snakemake.params, snakemake.input
    tables = {Path(file).stem: pd.read_csv(file) for file in files.tables}
    found = {}
    if "reproduction" in tables:
        found |= numbers.of_reproduction(tables.pop("reproduction"))
    for (name, dataset), images, test in zip(params.datasets.items(), files.images, files.tests):
        own = numbers.of_dataset(dataset["frame"], len(dataset["classes"]), images, test)
        found |= numbers.under(f"datasets/{name}", own)
    for name, settings in params.settings.items():
        found |= numbers.under(f"settings/{name}", settings)
    found |= numbers.of_runs(tables)
    of_each = zip(params.runs, zip(files.predictions, files.synthesis))
    for (dataset, architecture), paths in statistics.by_network(of_each).items():
        predictions, synthesis = zip(*paths)
        own = numbers.of_predictions(predictions, params.datasets[dataset]["classes"])
        own |= numbers.of_synthesis(synthesis)
        found |= numbers.under(f"runs/{dataset}/{architecture}", own)
    numbers.write(found, snakemake.output.json, snakemake.output.tex)
