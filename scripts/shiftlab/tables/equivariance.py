"""The equivariance table: how far the features of each operator are from moving along with a garment."""

from shiftlab.tables import files

# The column that does not fit on a page.
LEFT_OUT = ["stride"]


def rows(run, measured):
    """Return a run's rows: one for each operator that has features and each shift.

    run: its experiment.labels.identity. measured: path of its equivariance.csv.
    A row is a mapping: the run, operator, kind (linear or convolution), stride (pixels, nan of a linear
    operator), shift (pixels) and distance, see analysis.equivariance.distances.
    """
    return [run | row for row in files.read(measured).to_dict("records")]
