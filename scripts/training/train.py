"""Rule train: one run; its weights, its history, and what it was trained with."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json
    from pathlib import Path

    import torch

    from shiftlab.data import datasets
    from shiftlab.jobs import digests, locks
    from shiftlab.networks import build, front_ends
    from shiftlab.training import checkpoints, devices, loop

    folder, run = Path(snakemake.output.weights).parent, snakemake.params.run
    with locks.held(folder / "training.lock", f"the training of {folder}"):
        device = devices.prepare(snakemake.params.device, snakemake.threads)
        # Everything that decides the run: with anything else, a checkpoint is of no use.
        fingerprint = {
            "configuration": run,
            "code": dict(snakemake.params.code),
            "data": digests.digests(snakemake.input),
            "device": device.type,
            "number of threads": snakemake.threads,
            "version of torch": torch.__version__,
        }
        checkpoint = checkpoints.Checkpoint(folder / "checkpoint.zip", fingerprint)
        if hasattr(snakemake.input, "encodings"):
            garments = front_ends.load(snakemake.input.encodings, device)
            test = front_ends.load_test(snakemake.input.encodings, device)
            record = json.loads(Path(snakemake.input.record).read_text(encoding="utf-8"))
            encoding_seconds = record["seconds"]
        else:
            files = snakemake.input.images, snakemake.input.labels
            garments = datasets.load(*files, run["classes"], run["frame"], device)
            test = datasets.load_test(snakemake.input.test, run["frame"], device)
            encoding_seconds = 0
        network, history = loop.train(run, garments, test, checkpoint)
        loop.write_history(history, snakemake.output.history)
        record_file = snakemake.output.training
        loop.write_record(network, run, history, encoding_seconds, device, record_file)
        build.save(network, snakemake.output.weights)
        checkpoint.remove()
