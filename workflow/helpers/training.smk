# What an encoding of a part of a dataset depends on, beside its files.
ENCODED = {
    "train": ("frame", "garment", "placement", "background", "training_garments", "classes"),
    "test": ("frame", "garment"),
}


def encodings(dataset, architecture, part):
    """Return the path of the encodings of a part of a dataset, train or test, without its suffix.

    None for an architecture without a front end.
    """
    if not or_exit(contract.has_front_end, architecture):
        return None
    name = related_datasets.trained_as(EXPERIMENT, dataset, architecture)
    if part == "test":  # which small datasets share
        name = related_datasets.full_size(EXPERIMENT, name)
    return f"results/encodings/{name}/{architecture}/{part}"


def encoded_data(wildcards):
    """Return what an encoding depends on, beside its files."""
    data = runs.data(EXPERIMENT, wildcards.dataset)
    if data["background"] == "black":  # then the features are the same at every offset
        data["placement"] = "center"
    return {key: data[key] for key in ENCODED[wildcards.part]}


def encoding_inputs(wildcards):
    """Return the files that a front end encodes, which is tried first."""
    operators(wildcards.architecture, wildcards.dataset)
    if wildcards.part == "test":
        return {"test": test_frames(wildcards.dataset)}
    return training_files(wildcards.dataset)


def training_files(dataset):
    """Return the files of a dataset's training garments."""
    files = {kind: source_path(dataset, f"train_{kind}") for kind in ("images", "labels")}
    if EXPERIMENT.datasets[dataset].background == "clutter":  # whose patches are in the test set
        files["test"] = test_frames(dataset)
    return files


def training_inputs(wildcards):
    """Return the files that a run is trained and tested on: garments or, with a front end, their encodings.

    Its network is tried first. On few garments it is trained without tests, as it has no learning curve.
    """
    dataset, architecture = wildcards.dataset, wildcards.architecture
    operators(architecture, dataset)
    tested = not related_datasets.is_small(EXPERIMENT, dataset)
    if or_exit(contract.has_front_end, architecture):
        parts = ("train", "test") if tested else ("train",)
        return {f"{part}_encodings": f"{encodings(dataset, architecture, part)}.npz" for part in parts}
    return training_files(dataset) | ({"test": test_frames(dataset)} if tested else {})
