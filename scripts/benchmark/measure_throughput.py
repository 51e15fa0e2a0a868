"""Rule measure_throughput: seconds of the notebook's way, of this pipeline, and of the limit."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json

    from shiftlab.benchmark import timing

    measured = timing.measure(
        snakemake.params.run,
        snakemake.params.precisions,
        snakemake.params.repeats,
        files=dict(snakemake.input.items()),
        device=snakemake.params.device,
        threads=snakemake.params.threads,
    )
    with open(snakemake.output[0], "w", encoding="utf-8") as file:
        json.dump(measured, file, indent=1)
