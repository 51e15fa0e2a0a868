"""Rule tabulate_networks: what each run costs, and how well it recognises garments wherever they are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, networks

    rows = map(networks.row, snakemake.params.runs, snakemake.input.records, snakemake.input.invariance)
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
