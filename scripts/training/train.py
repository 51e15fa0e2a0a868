"""Rule train: one run; its weights, its history, and a record of what it was trained with."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0]):
    from pathlib import Path

    from shiftlab.jobs import locks

    folder = Path(snakemake.output.weights).parent
    with (
        locks.held(folder / "training.lock", f"the training of {folder}"),
        log.removed_on_failure(snakemake.output),  # now that they belong to no other process
    ):
        from shiftlab.training import run

        run.train(
            snakemake.params.run,
            dict(snakemake.params.code),
            dict(snakemake.input.items()),
            dict(snakemake.output.items()),
            snakemake.params.device,
            snakemake.params.threads,
        )
