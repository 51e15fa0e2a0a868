def test_inputs(wildcards):
    """Return the file that a run is tested on: test frames or, with a front end, their encodings."""
    encoded = encodings(wildcards.tested_on, wildcards.architecture, "test")
    if encoded:
        return {"encodings": f"{encoded}.npz"}
    return {"test": test_frames(wildcards.tested_on)}
