"""Rule measure_stripes: how striped the weights of a run are that lie on the frame, and two controls."""

from shiftlab.jobs import log

with log.logged(snakemake.log[0], snakemake.output):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab.analysis import spectra
    from shiftlab.networks import weights
    from shiftlab.training import loop

    run = json.loads(Path(snakemake.input.record).read_text(encoding="utf-8"))
    network, arrays = loop.untrained(run), {}
    for operator, trained in weights.of_frame(snakemake.input.weights, snakemake.input.record).items():
        untrained = network.get_submodule(operator).weight.detach().numpy().reshape(trained.shape)
        measured = spectra.stripes(trained, untrained, snakemake.params.garment, run["seed"])
        for name, array in measured.items():
            arrays[f"{operator}/{name}"] = array
    np.savez(snakemake.output[0], **arrays)
