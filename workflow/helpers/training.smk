def encodings(dataset, architecture):
    """Return the path of the encodings of a dataset's garments, without its suffix; None without a front end."""
    if or_exit(contract.has_front_end, architecture):
        settings = EXPERIMENT.datasets[dataset]
        return f"results/encodings/{settings.source}/frame{settings.frame}/{architecture}"
    return None


def encoding_inputs(wildcards):
    """Return the files that a front end encodes, which is tried first."""
    classes = EXPERIMENT.sources[wildcards.source].classes
    operators(wildcards.architecture, int(wildcards.frame), len(classes))
    return {file: path.format(source=wildcards.source) for file, path in SOURCE.items()}


def training_inputs(wildcards):
    """Return the files that a run is trained on: garments or, with a front end, their encodings.

    Its network is tried first.
    """
    operators_of(run_of(wildcards))
    encoded = encodings(wildcards.dataset, wildcards.architecture)
    if encoded:
        return {"encodings": f"{encoded}.npz"}
    return {
        "images": source_path(wildcards.dataset, "train_images"),
        "labels": source_path(wildcards.dataset, "train_labels"),
        "test": f"results/datasets/{wildcards.dataset}/test.npz",
    }
