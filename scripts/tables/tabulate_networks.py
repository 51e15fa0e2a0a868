"""Rule tabulate_networks: what each run costs, and how well it does wherever a garment stands."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.tables import rows

    found = map(rows.networks_row, snakemake.input.training, snakemake.input.translation)
    rows.write(pd.DataFrame(found), snakemake.output.csv, snakemake.output.tex)
