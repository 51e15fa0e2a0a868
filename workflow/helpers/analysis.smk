def test_inputs(wildcards):
    """Return the files that a run is tested on: test frames or, with a front end, their encodings."""
    test = f"results/datasets/{wildcards.tested_on}/test.npz"
    return encodings(wildcards.tested_on, wildcards.architecture) or {"test": test}
