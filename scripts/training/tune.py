"""Rule try_settings: a point of a grid, trained on part of the training garments and judged on the others."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    from shiftlab.training import tuning

    params, files = snakemake.params, dict(snakemake.input.items())
    measured = tuning.measure(params.run, files, params.device, params.threads)
    with open(snakemake.output[0], "w", encoding="utf-8") as file:
        json.dump(measured, file, indent=1)
