"""Rule plot_accuracy_by_distance: how accuracy falls as a garment leaves the middle of the frame."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    from shiftlab import invariance
    from shiftlab.figures import accuracy_by_distance, style

    maps = list(zip(snakemake.params.runs, map(invariance.read_accuracy_map, snakemake.input)))
    style.save(accuracy_by_distance.draw(maps), snakemake.output)
