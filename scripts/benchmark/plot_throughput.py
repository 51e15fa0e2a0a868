"""Rule plot_throughput: how fast each task is done in each way."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import pandas as pd

    from shiftlab.figures import style, throughput

    style.save(throughput.draw(pd.read_csv(snakemake.input[0])), snakemake.output)
