"""Rule measure_deformation: how much the features of a front end change when a garment is stretched."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np
    import torch

    from shiftlab.analysis import deformation
    from shiftlab.data import datasets
    from shiftlab.networks import build, front_ends
    from shiftlab.training import devices

    params = snakemake.params
    device = devices.prepare(params.device, params.threads)
    encodings = front_ends.load(snakemake.input.encodings, device).features
    front_end = build.front_end(
        snakemake.wildcards.architecture, params.frame, params.garment, params.options
    ).to(device)
    standardise = front_ends.Standardise(encodings.shape[1:]).to(device)
    standardise.fit(encodings)
    garments = datasets.load_test(snakemake.input.test, params.frame, device)
    frames = deformation.centered(garments, params.normalisation)
    network = torch.nn.Sequential(front_end, standardise)
    changes, distances = deformation.measure(network, frames)
    pixel_changes, pixel_distances = deformation.measure(torch.nn.Identity(), frames)
    arrays = {
        "mean": standardise.mean,
        "std": standardise.std,
        "changes": changes,
        "distances": distances,
        "pixel_changes": pixel_changes,
        "pixel_distances": pixel_distances,
    }
    np.savez(
        snakemake.output[0],
        shape=encodings.shape[1:],
        stretches=deformation.STRETCHES,
        **{name: array.cpu().numpy() for name, array in arrays.items()},
    )
