DEFORMATION = "results/encodings/{dataset}/{architecture}/deformation.npz"
WAVELETS = "results/encodings/{dataset}/{architecture}/wavelets.npz"
# Those of the main dataset, if its scattering is drawn.
DRAWN_WAVELETS = (
    [WAVELETS.format(dataset=MAIN, architecture=outputs.SCATTERING)]
    if outputs.SCATTERING in EXPERIMENT.architectures
    else []
)


def test_inputs(wildcards):
    """Return the file that a run is tested on: test frames or, with a front end, their encodings."""
    encoded = encodings(wildcards.tested_on, wildcards.architecture, "test")
    if encoded:
        return {"encodings": f"{encoded}.npz"}
    return {"test": test_frames(wildcards.tested_on)}


def garment_shape(wildcards):
    """Return the (height, width) of a dataset's garments."""
    return EXPERIMENT.source_of(wildcards.dataset).training_shape[1:]
