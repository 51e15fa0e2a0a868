"""Rule tabulate_networks: what each run costs, and how well it recognises garments wherever they are."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, networks

    given, encoded = snakemake.input, snakemake.params.encoded
    rows = [
        networks.row(*facts, encodings)
        for *facts, encodings in zip(
            *(snakemake.params.runs, given.records, given.costs, given.invariance, given.measures, encoded)
        )
    ]
    table, output = pd.DataFrame(rows), snakemake.output
    files.write(table, output.csv, output.tex, left_out=networks.LEFT_OUT)
