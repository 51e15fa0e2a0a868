"""Rule plot_networks: every network by its expected accuracy and its consistency."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    import pandas as pd

    from shiftlab.figures import networks, style

    style.save(networks.draw(pd.read_csv(snakemake.input[0])), snakemake.output)
