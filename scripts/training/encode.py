"""Rule encode: the garments of a source as the front end of an architecture sees them."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json
    import time

    import numpy as np

    from shiftlab.data import datasets
    from shiftlab.networks import build, front_ends
    from shiftlab.training import devices

    start, params = time.perf_counter(), snakemake.params
    device = devices.prepare(params.device, params.threads)
    frame = int(snakemake.wildcards.frame)
    front_end = build.front_end(snakemake.wildcards.architecture, frame, params.options).to(device)
    arrays = {}
    for part in ("train", "test"):
        files = snakemake.input[f"{part}_images"], snakemake.input[f"{part}_labels"]
        garments = datasets.load(*files, params.classes, frame, device)
        features = front_ends.encode(front_end, garments, params.normalisation)
        arrays[f"{part}_features"] = features.cpu().numpy()
        arrays[f"{part}_labels"] = garments.labels.cpu().numpy()
    np.savez(snakemake.output.features, **arrays)
    record = {
        "features": features.shape[1],
        "change_with_offset": front_ends.change_with_offset(front_end, garments, params.normalisation),
        "seconds": round(time.perf_counter() - start, 2),
    }
    with open(snakemake.output.record, "w", encoding="utf-8") as file:
        json.dump(record, file, indent=1)
