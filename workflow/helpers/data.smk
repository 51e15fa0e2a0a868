# The four files of a source, whichever rule makes them.
SOURCE = {file: f"results/sources/{{source}}/{name}" for file, name in FILES.items()}


def source_files(wildcards):
    """Return the files from which a source is read: none where it is downloaded."""
    folder = EXPERIMENT.sources[wildcards.source].folder
    return [download_path(folder, file, "folder") for file in FILES] if folder else []


def source_images(wildcards):
    """Return the images of an image folder."""
    return [path for paths in EXPERIMENT.sources[wildcards.source].images.values() for path in paths]


def sources_of(is_folder):
    """Return a constraint on a source's name: image folders, or published sets; there may be none."""
    names = [name for name, own in EXPERIMENT.sources.items() if (own.kind == "image_folder") == is_folder]
    return "|".join(names) or "(?!)"


def of_source(key):
    """Return a params function: what the configuration says of a source."""
    return lambda wildcards: getattr(EXPERIMENT.sources[wildcards.source], key)


def of_dataset(key):
    """Return a params function: what the configuration says of a dataset."""
    return lambda wildcards: getattr(EXPERIMENT.datasets[wildcards.dataset], key)


def test_garments(wildcards):
    """Return the files of a dataset's test garments and, for clutter, of the garments that it is cut from."""
    files = {"images": "test_images", "labels": "test_labels"}
    if EXPERIMENT.datasets[wildcards.dataset].background == "clutter":
        files["training_images"] = "train_images"
    return {name: source_path(wildcards.dataset, file) for name, file in files.items()}


def test_frames(dataset):
    """Return the file of a dataset's frozen test frames, which small datasets share."""
    return f"results/datasets/{related_datasets.full_size(EXPERIMENT, dataset)}/test.npz"
