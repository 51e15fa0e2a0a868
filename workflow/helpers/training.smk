def encodings(dataset, architecture):
    """Return the path of the encodings of a dataset's garments, without its suffix; None without a front end."""
    if or_exit(contract.has_front_end, architecture):
        settings = EXPERIMENT.datasets[dataset]
        return f"results/encodings/{settings.source}/frame{settings.frame}/{architecture}"
    return None


def training_inputs(wildcards):
    """Return the files that a run is trained on: garments or, with a front end, their encodings."""
    encoded = encodings(wildcards.dataset, wildcards.architecture)
    if encoded:
        return {"encodings": f"{encoded}.npz"}
    return {
        "images": source_path(wildcards.dataset, "train_images"),
        "labels": source_path(wildcards.dataset, "train_labels"),
        "test": f"results/datasets/{wildcards.dataset}/test.npz",
    }
