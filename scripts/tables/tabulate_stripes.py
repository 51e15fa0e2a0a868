"""Rule tabulate_stripes: how striped the weights are that lie on the frame, beside the controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, background=True):
    import pandas as pd

    from shiftlab.analysis import spectra
    from shiftlab.tables import rows

    found = [
        row
        for run, file in zip(snakemake.params.runs, snakemake.input)
        for row in rows.stripes_rows(run, file)
    ]
    # A page has room for the best 1, 2, 4, 8, 16 and 32 atoms.
    between = [f"cosine_{count}" for count in range(1, spectra.ATOMS + 1) if count & (count - 1)]
    rows.write(pd.DataFrame(found), snakemake.output.csv, snakemake.output.tex, left_out=between)
