"""Rule tabulate_stripes: how striped the weights on the frame are, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import files, stripes

    given = zip(snakemake.params.runs, snakemake.input.stripes, snakemake.input.covariances)
    rows = [row for files_of_run in given for row in stripes.rows(*files_of_run)]
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex, left_out=stripes.LEFT_OUT)
