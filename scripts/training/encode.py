"""Rule encode: one part of a dataset, train or test, as the front end of an architecture sees it."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json
    import time

    import numpy as np
    import torch

    from shiftlab.data import datasets
    from shiftlab.networks import build, front_ends
    from shiftlab.training import devices

    start, params, inputs = time.perf_counter(), snakemake.params, snakemake.input
    device = devices.prepare(params.device, params.threads)
    data = params.data
    facts = snakemake.wildcards.architecture, data["frame"], data["garment"], params.options
    front_end = build.front_end(*facts).to(device)
    if snakemake.wildcards.part == "test":
        frames = datasets.load_frozen(inputs.test, params.normalisation, device)
    else:
        garments = datasets.load_training(dict(inputs.items()), data, device)
        generator = torch.Generator(device).manual_seed(datasets.TEST_SEED)
        offsets = garments.draw_offsets(data["placement"], generator)
        frames = garments.at(offsets, params.normalisation, generator=generator)
    features = front_ends.encode(front_end, frames)
    np.savez(snakemake.output.features, features=features.cpu().numpy(), labels=frames.labels.cpu().numpy())
    record = {"shape": features.shape[1:], "seconds": round(time.perf_counter() - start, 2)}
    with open(snakemake.output.record, "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
