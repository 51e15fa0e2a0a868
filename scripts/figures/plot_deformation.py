"""Rule plot_deformation: how much features change when a garment is stretched."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output, yields="idle"):
    from shiftlab.figures import deformation, style
    from shiftlab.tables import files

    table = files.read(snakemake.input[0])
    main = table[table["dataset"] == snakemake.params.dataset]
    style.save(deformation.draw(main, style.colours(snakemake.params.networks)), snakemake.output)
