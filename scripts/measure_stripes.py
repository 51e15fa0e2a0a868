"""Rule measure_stripes: how striped the weights of a run are that lie on the frame, and two controls."""

from shiftlab import jobs

with jobs.logged(snakemake.log[0], snakemake.output):
    import json
    from pathlib import Path

    import numpy as np

    from shiftlab import spectra, training, weights

    run = json.loads(Path(snakemake.input.training).read_text(encoding="utf-8"))
    network, arrays = training.untrained(run), {}
    for operator, trained in weights.of_frame(snakemake.input.weights, snakemake.input.training).items():
        untrained = network.get_submodule(operator).weight.detach().numpy().reshape(trained.shape)
        for name, array in spectra.stripes(trained, untrained, run["seed"]).items():
            arrays[f"{operator}/{name}"] = array
    np.savez(snakemake.output[0], **arrays)
