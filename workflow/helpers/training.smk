def encodings(dataset, architecture):
    """Return the encodings of a dataset's garments as inputs, if the architecture has a front end."""
    if not or_exit(contract.has_front_end, architecture):
        return {}
    settings = EXPERIMENT.datasets[dataset]
    stem = f"results/encodings/{settings.source}/frame{settings.frame}/{architecture}"
    return {"encodings": f"{stem}.npz", "encoding_record": f"{stem}.json"}


def training_inputs(wildcards):
    """Return the files that a run is trained on: garments or, with a front end, their encodings."""
    return encodings(wildcards.dataset, wildcards.architecture) or {
        "images": source_path(wildcards.dataset, "train_images"),
        "labels": source_path(wildcards.dataset, "train_labels"),
        "test": f"results/datasets/{wildcards.dataset}/test.npz",
    }
