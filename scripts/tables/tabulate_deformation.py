"""Rule tabulate_deformation: how much the features of each front end change when a garment is stretched."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="nice"):
    import pandas as pd

    from shiftlab.tables import deformation, files

    rows = []
    for run, frame, file in zip(snakemake.params.runs, snakemake.params.frames, snakemake.input):
        if run["dataset"] not in {row["dataset"] for row in rows}:
            rows += deformation.rows_of_pixels(run, file, frame)
        rows += deformation.rows(run, file)
    files.write(pd.DataFrame(rows), snakemake.output.csv, snakemake.output.tex)
