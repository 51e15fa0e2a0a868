"""Rule plot_stripes: how striped the weights of a run are that lie on the frame, beside the controls."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import numpy as np

    from shiftlab.figures import stripes, style

    measured = {dataset: np.load(file) for dataset, file in snakemake.input.items()}
    figure = stripes.draw(measured, snakemake.wildcards.dataset, snakemake.params.title)
    style.save(figure, snakemake.output)
