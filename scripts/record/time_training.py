"""Rule time_training: the seconds from the files of the garments to a trained network, and its accuracy."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    from shiftlab.record import measure

    params, files = snakemake.params, dict(snakemake.input.items())
    measured = measure.training(params.run, files, params.threads)
    with open(snakemake.output[0], "w", encoding="utf-8") as file:
        json.dump(measured, file, indent=1)
