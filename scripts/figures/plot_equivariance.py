"""Rule plot_equivariance: how far the features of every network are from moving along with a garment."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import equivariance, style
    from shiftlab.tables import files

    table = files.read(snakemake.input[0])
    main = table[table["dataset"] == snakemake.params.dataset]
    style.save(equivariance.draw(main, style.colours(snakemake.params.networks)), snakemake.output)
