"""Rule plot_ripple: whether the accuracy of each network ripples with the offset, and with what period."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output, background=True):
    from shiftlab import invariance
    from shiftlab.figures import ripple, style

    maps = list(zip(snakemake.params.runs, map(invariance.read_accuracy_map, snakemake.input)))
    style.save(ripple.draw(maps), snakemake.output)
