"""Rule plot_networks: what to conclude of every network, in one figure."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import networks, style
    from shiftlab.tables import files

    tables = {name: files.read(file) for name, file in snakemake.input.items()}
    colours = style.colours(snakemake.params.networks)
    style.save(networks.draw(**tables, main=snakemake.params.dataset, colours=colours), snakemake.output)
