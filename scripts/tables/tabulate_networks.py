"""Rule tabulate_networks: what each run costs, and how well it recognises garments wherever they are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, networks

    runs, files_of = snakemake.params.runs, snakemake.input
    encodings = dict(zip(snakemake.params.encoded, files_of.encodings))
    rows = [
        networks.row(*facts, encodings.get(facts[0]))
        for facts in zip(runs, files_of.records, files_of.costs, files_of.invariance)
    ]
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
