"""Rule measure_scattering: the wavelets of a scattering, and what they make of a garment."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import numpy as np
    import torch

    from shiftlab.analysis import wavelets
    from shiftlab.data import datasets
    from shiftlab.networks import build, front_ends
    from shiftlab.training import devices

    params = snakemake.params
    device = devices.prepare(params.device, params.threads)
    front_end = build.front_end(
        snakemake.wildcards.architecture, params.frame, params.garment, params.options
    ).to(device)
    with np.load(snakemake.input.deformation) as arrays:
        standardise = front_ends.Standardise(tuple(arrays["shape"])).to(device)
        standardise.load_state_dict({name: torch.from_numpy(arrays[name]) for name in ("mean", "std")})
    garments = datasets.load_test(snakemake.input.test, params.frame, device)
    arrays = wavelets.measure(front_end, standardise, garments, params.normalisation)
    np.savez(snakemake.output[0], **{name: array.cpu().numpy() for name, array in arrays.items()})
