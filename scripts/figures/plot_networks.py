"""Rule plot_networks: every network by its expected accuracy and its consistency."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import networks, style
    from shiftlab.tables import files

    style.save(networks.draw(files.read(snakemake.input[0])), snakemake.output)
