"""Rule tabulate_stripes: how striped the weights on the frame are, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, stripes

    rows = [row for pair in zip(snakemake.params.runs, snakemake.input) for row in stripes.rows(*pair)]
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex, left_out=stripes.LEFT_OUT)
